"""Finding a TCP port to listen on."""

import socket

TRIES = 50


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on this port of `host` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """`wanted`, or the first free port after it. OSError where the next 50 are all taken."""
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if is_free(port, host):
            return port
    raise OSError(f"No free port on {host} from {wanted} to {wanted + TRIES - 1}. Name another: make run PORT=9000")


def any_free_port(host: str = "127.0.0.1") -> int:
    """A port the system picks."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]
