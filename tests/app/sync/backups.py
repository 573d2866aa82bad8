"""Hubs that are started again from a copy of their folder."""

from pathlib import Path

from tests.app.network import HubHouse


def copy_folder(source: Path, target: Path, without=()) -> None:
    """Copy what a hub's machine has, but not where its database is."""
    target.mkdir()
    for file in source.iterdir():
        if file.name not in {*without, "hub.json"}:
            (target / file.name).write_bytes(file.read_bytes())


def restored(hub: HubHouse, folder: Path, without=()) -> HubHouse:
    """Start a hub in *folder* at the address of one that was stopped."""
    if not folder.exists():
        copy_folder(hub.folder, folder, without)
    house = HubHouse(folder)
    house.address = hub.address
    house.start()
    return house
