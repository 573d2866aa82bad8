"""The fields of a form and those of the list: what a form shows, and what it changes."""

from app.model.standing import Standing


def editable_fields(guest: Standing) -> dict[str, str]:
    """Return the fields of the form; a name of one column stands whole in the first."""
    person = guest.person
    given = person.given or ("" if person.family else person.get("name"))
    return {"given": given, "family": person.family, "organisation": person.organisation}


def changes_of(guest: Standing, values: dict[str, str]) -> dict[str, str]:
    """Return what *values* of the form change in the guest's fields."""
    person = guest.person
    before = editable_fields(guest)
    changes = {name: values[name] for name in before if values.get(name, "") != before[name]}
    is_one_column = bool(person.get("name")) and not person.given and not person.family
    if is_one_column and changes.keys() & {"given", "family"}:
        whole = f"{values['given']} {values['family']}".strip()
        changes = {k: v for k, v in changes.items() if k == "organisation"} | {"name": whole}
    if "organisation" in changes and not person.get("organisation") and person.get("university"):
        changes["university"] = changes.pop("organisation")
    return changes
