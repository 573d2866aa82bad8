"""What is left of a name when only its sound counts: the consonants, grouped by kind.

One name has many spellings in Latin letters (Tschaikowski, Tchaikovsky, Chaykovskiy;
Mohammed, Muhammad, Mehmet). They share a skeleton; unrelated names rarely do.
"""

import re
from functools import lru_cache

_CLUSTERS = re.compile("tsch|tch|dsch|dzh|zh|dj|ch|cz|ck|kh|gh|rh|th|dh|bh|sch|sh|sz|tz|ts|ph|dt|x")
_SOUND_OF_CLUSTER = {
    **dict.fromkeys(("tsch", "tch", "dsch", "dzh", "zh", "dj", "ch", "cz", "ck", "kh", "gh"), "k"),
    **dict.fromkeys(("sch", "sh", "sz", "tz", "ts"), "s"),
    **dict.fromkeys(("th", "dh", "dt"), "t"),
    "bh": "p",
    "ph": "f",
    "rh": "r",
    "x": "ks",
}
_SOUND_OF_LETTER = str.maketrans("cqgwvdbz", "kkkfftps", "aeiouyj")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=262_144)
def skeleton(word: str) -> str:
    """Return the consonant skeleton of one folded word; ``-`` when it has no consonant.

    A leading y or j stays, as it is often all that tells two short names apart.
    """
    sounds = _CLUSTERS.sub(lambda cluster: _SOUND_OF_CLUSTER[cluster.group()], word)
    lead = "y" if word[:1] in {"y", "j"} else ""
    bones = _DOUBLE.sub(r"\1", sounds).translate(_SOUND_OF_LETTER)
    if len(bones) > 1:
        bones = bones.removesuffix("h")
    return lead + bones or "-"
