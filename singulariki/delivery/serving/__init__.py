"""What the run command puts together on one machine: ports, an embedded broker, child processes, a first login.

Production needs none of it: there a process manager runs granian and the worker, and Redis is a service of its own.
"""
