"""The PostgreSQL that comes from pip: a server of one's own on one data folder, for the demo, tests and one-off commands.

`server` starts and stops it; `base` is the Django database backend that starts it at the first connection.
"""
