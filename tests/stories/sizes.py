"""How much of a story is told: a part in every test run, all of it when somebody asks.

EMPFANG_STORIES=whole python3 run.py test -m stories
"""

import os

IS_WHOLE = os.environ.get("EMPFANG_STORIES") == "whole"


def size(usual, whole):
    """Return how many of something this run takes."""
    return whole if IS_WHOLE else usual
