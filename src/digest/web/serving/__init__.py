"""The site on a socket: who is let in, how fast, and by which way they are answered."""
