"""`make bench`: run the measurements on a database made for them, SQLite or the one DATABASE_URL's server holds."""

import importlib
import os
import pkgutil
import subprocess
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "singulariki.settings.test"
FRAME = {"__main__", "measuring"}


def main(wanted: list[str]) -> int:
    """Print the ratios of the named measurements, or of all. 1 where one is over its limit, 2 for an unknown name."""
    django.setup()
    from django.test.utils import get_runner, setup_test_environment

    names = sorted(module.name for module in pkgutil.iter_modules([os.path.dirname(__file__)]))
    names = [name for name in names if name not in FRAME]
    if unknown := set(wanted) - set(names):
        print(f"No measurement is called {', '.join(sorted(unknown))}. There are: {', '.join(names)}", file=sys.stderr)
        return 2
    if len(wanted or names) > 1:
        # Each in a process of its own, so that the memory it took can be told.
        runs = [subprocess.run([sys.executable, "-m", __package__, name], check=False) for name in wanted or names]
        return max(run.returncode for run in runs)
    setup_test_environment()
    from django.conf import settings

    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    held = True
    try:
        for name in wanted or names:
            for ratio in importlib.import_module(f"tests.benchmarks.{name}").run():
                print(ratio, flush=True)
                held = held and ratio.holds
    finally:
        runner.teardown_databases(databases)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
