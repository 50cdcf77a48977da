"""How the daemon is: its clock, disks and lanes, and who is told of them."""
