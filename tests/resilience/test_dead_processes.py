"""A process that dies is started again, and what it was doing goes on."""

import re

import redis
from celery import Celery
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from tests.resilience.conftest import kill
from tests.served import Served

PAGE = "/roles/role-27-4014-00"


def queue_address(site: Served) -> str:
    configuration = (site.var / "broker" / "valkey.conf").read_text()
    port, password = (re.search(rf"^{name} (\S+)$", configuration, re.MULTILINE).group(1) for name in ("port", "requirepass"))
    return f"redis://:{password}@127.0.0.1:{port}/0"


def a_task_is_done(site: Served) -> bool:
    """Whether the worker takes a task that is queued now, and finishes it."""
    log = site.var / "log" / "worker.log"
    # Not the current one: that is the application whose tasks other tests queue.
    with Celery(broker=queue_address(site), set_as_current=False) as app:
        task = app.send_task("citations.process_release", [-1])
    site.wait_until(lambda: f"[{task.id}] succeeded" in log.read_text(), 60)
    return True


def test_a_web_worker_that_dies_is_replaced_by_its_own_server(site: Served) -> None:
    server, *workers = site.find("granian")
    assert site.get(PAGE) == 200
    for worker in workers:
        kill(worker)
    site.wait_until(lambda: site.get(PAGE) == 200)

    assert site.find("granian")[0] == server
    site.wait_until(lambda: not set(workers) & set(site.find("granian")))


def test_a_web_server_that_dies_is_started_again_on_its_port(site: Served) -> None:
    server = site.find("granian")[0]
    kill(server)
    site.wait_until(lambda: "The web server stopped by itself (exit code -9) and is started again" in site.printed)
    site.wait_until(lambda: site.get(PAGE) == 200)

    assert server not in site.find("granian")


def test_a_worker_that_dies_is_started_again_and_takes_tasks(site: Served) -> None:
    workers = site.find("celery", "worker@")
    kill(workers[0])

    assert a_task_is_done(site)
    site.wait_until(lambda: not set(workers) & set(site.find("celery", "worker@")))
    assert re.search(r"The worker stopped by itself .* Its log is \S+worker.log", site.printed)


def test_a_queue_that_dies_comes_back_at_its_address_with_its_tasks(site: Served) -> None:
    address = queue_address(site)
    assert a_task_is_done(site)
    worker = site.find("celery", "worker@")[0]
    with redis.Redis.from_url(address) as queue:
        queue.set("kept", "over the restart")
        queue.execute_command("WAITAOF", 1, 0, 2000)
    [broker] = site.find("valkey-server")
    kill(broker)

    site.wait_until(lambda: "The broker stopped by itself" in site.printed)
    with redis.Redis.from_url(address, retry=Retry(ConstantBackoff(0.2), 50)) as queue:
        assert queue.get("kept") == b"over the restart"
    assert a_task_is_done(site)
    assert site.find("celery", "worker@")[0] == worker  # it came through by itself
    assert site.get(PAGE) == 200
