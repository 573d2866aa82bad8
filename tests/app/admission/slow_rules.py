"""A second reading of the rules: two values only, every arrival and day counted one by one."""

import operator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NUMBERS = (
    "now_isoweekday",
    "entries_number",
    "entries_today",
    "entries_days",
    "minutes_since_last_entry",
    "minutes_since_first_entry",
)
COUNTS = ("entries_since", "entries_before", "entries_days_since", "entries_days_before")
SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def local(instant):
    return instant.astimezone(BERLIN).replace(tzinfo=None)


def instant_of(rule, facts):
    if "var" in rule:
        return local(facts.now)
    kind, *value = rule["buildTime"]
    if kind == "customtime":
        hour, minute = value[0].split(":")
        return local(facts.now).replace(hour=int(hour), minute=int(minute), second=0)
    if kind == "custom":
        return local(datetime.fromisoformat(value[0]))
    return local(facts.moments[kind])


def count_of(rule, facts):
    [(name, value)] = rule.items()
    times = sorted(local(arrival) for arrival in facts.arrivals)
    now = local(facts.now)
    if name in COUNTS:
        border = instant_of(value[0], facts)
        picked = [t for t in times if (t >= border) == name.endswith("since")]
        return len({t.toordinal() for t in picked}) if "days" in name else len(picked)
    return {
        "now_isoweekday": lambda: now.weekday() + 1,
        "entries_number": lambda: len(times),
        "entries_today": lambda: len([t for t in times if t.toordinal() >= now.toordinal()]),
        "entries_days": lambda: len({t.toordinal() for t in times}),
        "minutes_since_last_entry": lambda: minutes(now - times[-1]) if times else -1,
        "minutes_since_first_entry": lambda: minutes(now - times[0]) if times else -1,
    }[value]()


def minutes(length):
    return int(length.total_seconds() // 60)


def slowly(rule, facts):
    [(name, parts)] = rule.items()
    if name in ("and", "or"):
        told = [slowly(part, facts) for part in parts]
        return all(told) if name == "and" else any(told)
    if name == "inList":
        wanted = getattr(facts, parts[0]["var"])
        return str(wanted) in [part["lookup"][1] for part in parts[1]["objectList"]]
    if name in ("isBefore", "isAfter"):
        one, other = (instant_of(part, facts) for part in parts[:2])
        ahead = (one - other) if name == "isAfter" else (other - one)
        return ahead > -timedelta(minutes=parts[2] or 0)
    if parts[0] == {"var": "entry_status"}:
        return SIGNS[name]("present" if facts.is_present else "absent", parts[1])
    return SIGNS[name](count_of(parts[0], facts), parts[1])
