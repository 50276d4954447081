"""Reports by formula: daily bulletins that say the same every day of other figures and places.

The formulas are ours, after the manner of general staffs, air forces and ministries.  They
are what a search for copies must not take for copies.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

_PLACES: Final = (
    "Pokrovsk",
    "Toretsk",
    "Kupiansk",
    "Lyman",
    "Siversk",
    "Kramatorsk",
    "Kurakhove",
    "Vremivka",
    "Orikhiv",
    "Huliaipole",
    "Kherson",
    "Kharkiv",
    "Vovchansk",
    "Bakhmut",
    "Avdiivka",
    "Robotyne",
    "Velyka-Novosilka",
    "Sumy",
    "Chernihiv",
    "Nikopol",
    "Zaporizhzhia",
    "Dnipro",
    "Kryvyi-Rih",
    "Odesa",
    "Mykolaiv",
    "Poltava",
    "Izium",
    "Borova",
    "Terny",
    "Novomykhailivka",
)
_FORMULAS: Final = (
    "The General Staff said on {day} that {n1} combat engagements took place along the front over "
    "the past day. Russian forces launched {n2} missile strikes and {n3} air strikes, dropped {n4} "
    "guided bombs and carried out more than {n5} shellings of the positions of our troops and of "
    "settlements. On the {p1} axis our defenders repelled {n6} attacks near {p2}, {p3} and {p4}. "
    "On the {p5} axis the enemy tried {n7} times to break through the defence in the areas of {p6} "
    "and {p7}. The situation in other directions did not change significantly.",
    "On the night of {day} the enemy attacked with {n1} strike drones from the areas of {p1}, "
    "{p2} and {p3}. As of 09:00 air defence shot down {n2} drones over the {p4}, {p5} and {p6} "
    "regions; {n3} decoy drones were lost from radar without negative consequences. Aviation, "
    "anti-aircraft "
    "missile troops, electronic warfare units and mobile fire groups took part in repelling the "
    "attack. Damage was reported in {n4} places.",
    "Total combat losses of the enemy as of {day} are approximately: {n1} persons of personnel, "
    "{n2} tanks, {n3} armoured combat vehicles, {n4} artillery systems, {n5} multiple launch "
    "rocket systems, {n6} air defence systems, {n7} aircraft and {n8} helicopters. The data are "
    "being "
    "updated.",
    "The ministry of defence reported on {day} that air defence systems on duty intercepted and "
    "destroyed {n1} unmanned aerial vehicles over the {p1} region, {n2} over the {p2} region and "
    "{n3} over the {p3} region in the course of the past night. The forces of the {p4} grouping "
    "improved the tactical position and defeated the manpower and equipment of {n4} brigades near "
    "{p5} and {p6}; the enemy lost up to {n5} servicemen, {n6} vehicles and {n7} field guns.",
    "Over the past 24 hours the occupiers shelled the region {n1} times, the head of the regional "
    "administration wrote on {day}. {p1}, {p2} and {p3} came under fire from artillery and drones. "
    "{n2} residents were wounded and {n3} residential buildings, {n4} outbuildings and {n5} power "
    "lines were damaged. Police documented the consequences of the attacks.",
)  # fmt: skip


def bulletins(rng: Random, days: int, first: date) -> list[tuple[str, str, str]]:
    """Name, day and text of one bulletin of each formula a day."""
    found = []
    for number, formula in enumerate(_FORMULAS):
        for step in range(days):
            day = first + timedelta(days=step)
            places = rng.sample(_PLACES, 7)
            values = {f"p{i + 1}": place for i, place in enumerate(places)}
            values |= {f"n{i}": str(rng.randrange(2, 180)) for i in range(1, 9)}
            text = formula.format(day=f"{day.day} {day:%B}", **values)
            found.append((f"bulletin{number}/{day.isoformat()}", day.isoformat(), text))
    return found
