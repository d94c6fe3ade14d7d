"""The PostgreSQL that comes from pip: a server on a data folder of its own, for the demo and for tests.

`server` starts and stops it; `base` is the Django database backend that starts it at the first connection.
"""
