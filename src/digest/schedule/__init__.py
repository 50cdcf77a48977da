"""When things happen: the jobs, and the daemon that keeps them on time.

Each job has a lane, and all lanes of one digest.toml are a shift. Health is whether the
daemon can go on, and who is told; letters go out in processes of their own, the sender
beside a daemon and workers on any machine.
"""
