"""Makes an event with many orders at a pretix server of one's own, for tests and measurements.

Run by that server's Python, Django set up: wishes as JSON on stdin, what was made on stdout.
Orders are made through pretix's own models, thousands in seconds; everything else that a test
wants it asks for over the network.
"""

import json
import random
import sys
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Device, Order, OrderPayment, OrderPosition, Organizer, Team

PRODUCTS = ("Student", "Researcher", "Company")
GIVEN = ("Ana", "Bogdan", "Chloé", "Elif", "Jürgen", "Łukasz", "Ngọc", "Søren", "Наталія", "晓明")
FAMILY = ("Müller", "Nowak", "Nguyễn", "García", "Çelik", "Иванова", "Παππάς", "O'Brien", "王")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"


def make(wishes):
    """Make organiser, event, lists, orders and devices; return what a client must know."""
    organizer, token = organizer_of(wishes["organizer"])
    event = event_of(organizer, wishes["event"])
    dates = dates_of(event, wishes.get("dates", 0))
    items = [
        event.items.create(
            name=name, default_price=Decimal(10), admission=True, personalized=True, active=True
        )
        for name in PRODUCTS
    ]
    for date in dates:
        event.quotas.create(name="all", size=None, subevent=date).items.add(*items)
    lists = lists_of(event, items) if dates == [None] else doors_of(event, dates)
    positions = orders_of(event, items, dates, wishes)
    for name, elements in wishes.get("layouts", {}).items():
        event.badge_layouts.create(name=name, layout=json.dumps(elements))
    devices = [
        Device.objects.create(
            organizer=organizer, name=name, all_events=True, security_profile=profile
        )
        for name, profile in wishes["devices"].items()
    ]
    return {
        "token": token,
        "items": {str(item.name): item.pk for item in items},
        "lists": lists,
        "tickets": [
            {
                "order": one.order.code,
                "position": one.pk,
                "secret": one.secret,
                "item": one.item_id,
                "date": one.subevent_id,
            }
            for one in positions
        ],
        "devices": {one.name: one.initialization_token for one in devices},
    }


def organizer_of(slug):
    """Return the organiser, and a token of a team that may do everything."""
    organizer, is_new = Organizer.objects.get_or_create(slug=slug, defaults={"name": slug})
    if is_new:
        team = Team.objects.create(
            organizer=organizer,
            name="all",
            all_events=True,
            all_event_permissions=True,
            all_organizer_permissions=True,
        )
        team.tokens.create(name="test")
    return organizer, organizer.teams.get().tokens.get().token


def event_of(organizer, slug):
    """Return a new event that begins tomorrow."""
    starts = (now() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    event = organizer.events.create(
        name=f"Event {slug}",
        slug=slug,
        currency="EUR",
        date_from=starts,
        date_to=starts + timedelta(days=2),
        live=True,
        testmode=False,
        is_public=False,
        plugins="pretix.plugins.badges,pretix.plugins.manualpayment",
    )
    event.set_defaults()
    for name, value in {"timezone": "Europe/Berlin", "locale": "de", "locales": ["de"]}.items():
        event.settings.set(name, value)
    event.settings.name_scheme = "full"
    event.settings.set("ticket_secret_generator", "pretix_sig1")
    return event


def dates_of(event, number):
    """Return so many new dates, a day after each other, of a series; one that is none else."""
    if not number:
        return [None]
    event.has_subevents = True
    event.save()
    return [
        event.subevents.create(
            name=f"Date {day + 1}", active=True, date_from=event.date_from + timedelta(days=day)
        )
        for day in range(number)
    ]


def doors_of(event, dates):
    """Return the numbers of the check-in lists of a series: a door of each date."""
    return {
        f"door{index}": event.checkin_lists.create(
            name="Eingang", all_products=True, subevent=date
        ).pk
        for index, date in enumerate(dates, 1)
    }


def lists_of(event, items):
    """Return the numbers of the check-in lists: a door, a talk, a workshop."""
    door = event.checkin_lists.create(name="Eingang", all_products=True)
    talk = event.checkin_lists.create(name="Vortrag", all_products=True)
    workshop = event.checkin_lists.create(
        name="Workshop", all_products=False, allow_entry_after_exit=True
    )
    workshop.limit_products.add(*items[1:])
    return {"door": door.pk, "talk": talk.pk, "workshop": workshop.pk}


def orders_of(event, items, dates, wishes):
    """Return the positions of as many paid orders as are wished, some with signed codes."""
    number = wishes["orders"]
    chance = random.Random(event.slug)
    begin = now() - timedelta(days=30)
    channel = event.organizer.sales_channels.get(identifier="web")
    codes = {}
    while len(codes) < number:
        codes["".join(chance.choices(LETTERS, k=6))] = None
    orders = Order.objects.bulk_create(
        [
            Order(
                organizer=event.organizer,
                event=event,
                code=code,
                status=Order.STATUS_PAID,
                locale="de",
                email=f"guest{index}@example.org",
                datetime=begin + timedelta(seconds=index),
                expires=begin + timedelta(days=14),
                total=Decimal(10),
                sales_channel=channel,
                meta_info="{}",
            )
            for index, code in enumerate(codes)
        ],
        batch_size=500,
    )
    OrderPayment.objects.bulk_create(
        [
            OrderPayment(
                local_id=1,
                order=order,
                amount=order.total,
                provider="manual",
                info="{}",
                payment_date=order.datetime,
                state=OrderPayment.PAYMENT_STATE_CONFIRMED,
            )
            for order in orders
        ],
        batch_size=500,
    )
    return positions_of(event, orders, items, dates, wishes["signed"])


def positions_of(event, orders, items, dates, signed):
    """Return a position for each of *orders*, in that order; the first *signed* have such codes."""
    makers = event.ticket_secret_generators
    positions = []
    for index, order in enumerate(orders):
        item, date = items[index % len(items)], dates[index % len(dates)]
        given = GIVEN[index % len(GIVEN)]
        name = f"{given} {FAMILY[index // len(GIVEN) % len(FAMILY)]} {index}"
        maker = makers["pretix_sig1" if index < signed else "random"]
        positions.append(
            OrderPosition(
                organizer=event.organizer,
                order=order,
                item=item,
                subevent=date,
                positionid=1,
                price=Decimal(10),
                tax_rate=Decimal(0),
                tax_value=Decimal(0),
                attendee_name_parts={"_scheme": "full", "full_name": name},
                attendee_name_cached=name,
                attendee_email=order.email,
                company="Universität Beispiel",
                pseudonymization_id=f"P{order.code}",
                secret=maker.generate_secret(item=item, subevent=date),
            )
        )
    return OrderPosition.all.bulk_create(positions, batch_size=500)


with scopes_disabled(), transaction.atomic():
    json.dump(make(json.load(sys.stdin)), sys.stdout)
