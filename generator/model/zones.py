"""The names of time zones, from the package that carries their table, and places that are often written for one."""

from __future__ import annotations

import difflib
from functools import cache

from generator.data import shipped_zones

_PLACES = {
    "America/Chicago": "Austin Dallas Houston Memphis Milwaukee Minneapolis Saint_Louis St_Louis",
    "America/Los_Angeles": "Portland San_Diego San_Francisco Seattle",
    "America/New_York": """
        Atlanta Baltimore Boston Durham Miami Newark Philadelphia Pittsburgh Princeton Raleigh Washington
    """,
    "America/Sao_Paulo": "Brasilia Campinas Rio_de_Janeiro",
    "America/Toronto": "Ottawa Quebec",
    "Asia/Ho_Chi_Minh": "Hanoi",
    "Asia/Jerusalem": "Haifa",
    "Asia/Kolkata": "Ahmedabad Bangalore Bengaluru Chennai Delhi Hyderabad Mumbai New_Delhi Pune Visakhapatnam India",
    "Asia/Riyadh": "Jeddah",
    "Asia/Seoul": "Busan Incheon Songdo Korea",
    "Asia/Shanghai": "Beijing Guangzhou Nanjing Peking Shenzhen Suzhou Tianjin Wuhan Wuxi China",
    "Asia/Tokyo": "Kobe Kyoto Nagoya Osaka Toyama Japan",
    "Australia/Sydney": "Wollongong",
    "Europe/Amsterdam": "Eindhoven Groningen Leiden Nijmegen Oss Rotterdam The_Hague Utrecht Holland Netherlands",
    "Europe/Athens": "Patras Thessaloniki Greece",
    "Europe/Berlin": """
        Aachen Bonn Bremen Cologne Darmstadt Dessau Dresden Duesseldorf Dusseldorf Essen Frankfurt Freiburg Hamburg
        Hannover Hanover Heidelberg Jena Karlsruhe Kiel Leipzig Leverkusen Ludwigshafen Mainz Mannheim Marburg Muenchen
        Munich Nuremberg Regensburg Stuttgart Tuebingen Ulm Wiesbaden Deutschland Germany
    """,
    "Europe/Brussels": "Antwerp Antwerpen Ghent Gent Leuven Liege Puurs Belgium",
    "Europe/Bucharest": "Cluj Iasi",
    "Europe/Budapest": "Debrecen Goedoelloe Szeged Hungary",
    "Europe/Copenhagen": "Aarhus Hillerod Kalundborg Odense Denmark",
    "Europe/Dublin": "Cork Galway Limerick Waterford Ireland",
    "Europe/Helsinki": "Espoo Tampere Turku Finland",
    "Europe/Istanbul": "Ankara Izmir Turkey",
    "Europe/Lisbon": "Coimbra Porto Portugal",
    "Europe/London": """
        Birmingham Bristol Cambridge Cardiff Edinburgh Glasgow Leeds Liverpool Manchester Oxford England Scotland Wales
    """,
    "Europe/Madrid": "Barcelona Bilbao Seville Valencia Zaragoza Spain",
    "Europe/Paris": "Bordeaux Lille Lyon Marseille Nantes Nice Rouen Strasbourg Toulouse Tours France",
    "Europe/Prague": "Brno Olomouc Opava Czechia",
    "Europe/Rome": "Anagni Bologna Florence Latina Milan Milano Naples Parma Pisa Siena Turin Verona Italy",
    "Europe/Stockholm": "Gothenburg Lund Malmo Uppsala Sweden",
    "Europe/Vienna": "Graz Innsbruck Kundl Linz Salzburg Austria",
    "Europe/Warsaw": "Cracow Gdansk Krakow Lodz Poznan Wroclaw Poland",
    "Europe/Zagreb": "Rijeka Split",
    "Europe/Zurich": "Basel Basle Bern Berne Geneva Lausanne Lucerne Neuchatel Visp Zug Switzerland",
}


@cache
def zones() -> frozenset[str]:
    """Return the names of all zones, old ones among them; those that count by hours from UTC alone are left out."""
    return frozenset(name for name in shipped_zones() if "/" in name and not name.startswith("Etc/")) | {"UTC"}


@cache
def spelled() -> dict[str, str]:
    """Return the zone by its city, and by places of our trade whose clocks it keeps."""
    return {
        name.rpartition("/")[2].casefold(): zone
        for zone in sorted(zones() | _PLACES.keys())
        for name in (zone, *_PLACES.get(zone, "").split())
    }


def meant_zone(text: str) -> str:
    """Return the zone that *text*, which is none, may mean; empty when nothing is close."""
    city, known = text.strip().replace(" ", "_").rpartition("/")[2].casefold(), spelled()
    near = difflib.get_close_matches(city, known, n=1, cutoff=0.8) if len(city) > 3 else []
    return known.get(city) or (known[near[0]] if near else "")
