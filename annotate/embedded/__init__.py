"""PostgreSQL from pip, on the app's own data folder, for the demo and the tests.

`server` starts and stops it; `base` is the Django database backend that starts it for the first connection.
"""
