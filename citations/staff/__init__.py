"""The data steward's screens in the Wagtail admin: releases, editions, publishing."""
