"""The names of time zones, as the tables of all computers have them, and places that are often written for one."""

from __future__ import annotations

import difflib

_BY_CONTINENT = {
    "Africa": """
        Abidjan Accra Addis_Ababa Algiers Asmara Asmera Bamako Bangui Banjul Bissau Blantyre Brazzaville
        Bujumbura Cairo Casablanca Ceuta Conakry Dakar Dar_es_Salaam Djibouti Douala El_Aaiun Freetown Gaborone
        Harare Johannesburg Juba Kampala Khartoum Kigali Kinshasa Lagos Libreville Lome Luanda Lubumbashi Lusaka
        Malabo Maputo Maseru Mbabane Mogadishu Monrovia Nairobi Ndjamena Niamey Nouakchott Ouagadougou Porto-Novo
        Sao_Tome Timbuktu Tripoli Tunis Windhoek
    """,
    "America": """
        Adak Anchorage Anguilla Antigua Araguaina Argentina/Buenos_Aires Argentina/Catamarca
        Argentina/ComodRivadavia Argentina/Cordoba Argentina/Jujuy Argentina/La_Rioja Argentina/Mendoza
        Argentina/Rio_Gallegos Argentina/Salta Argentina/San_Juan Argentina/San_Luis Argentina/Tucuman
        Argentina/Ushuaia Aruba Asuncion Atikokan Atka Bahia Bahia_Banderas Barbados Belem Belize Blanc-Sablon
        Boa_Vista Bogota Boise Buenos_Aires Cambridge_Bay Campo_Grande Cancun Caracas Catamarca Cayenne Cayman
        Chicago Chihuahua Ciudad_Juarez Coral_Harbour Cordoba Costa_Rica Coyhaique Creston Cuiaba Curacao
        Danmarkshavn Dawson Dawson_Creek Denver Detroit Dominica Edmonton Eirunepe El_Salvador Ensenada
        Fort_Nelson Fort_Wayne Fortaleza Glace_Bay Godthab Goose_Bay Grand_Turk Grenada Guadeloupe Guatemala
        Guayaquil Guyana Halifax Havana Hermosillo Indiana/Indianapolis Indiana/Knox Indiana/Marengo
        Indiana/Petersburg Indiana/Tell_City Indiana/Vevay Indiana/Vincennes Indiana/Winamac Indianapolis Inuvik
        Iqaluit Jamaica Jujuy Juneau Kentucky/Louisville Kentucky/Monticello Knox_IN Kralendijk La_Paz Lima
        Los_Angeles Louisville Lower_Princes Maceio Managua Manaus Marigot Martinique Matamoros Mazatlan Mendoza
        Menominee Merida Metlakatla Mexico_City Miquelon Moncton Monterrey Montevideo Montreal Montserrat Nassau
        New_York Nipigon Nome Noronha North_Dakota/Beulah North_Dakota/Center North_Dakota/New_Salem Nuuk Ojinaga
        Panama Pangnirtung Paramaribo Phoenix Port-au-Prince Port_of_Spain Porto_Acre Porto_Velho Puerto_Rico
        Punta_Arenas Rainy_River Rankin_Inlet Recife Regina Resolute Rio_Branco Rosario Santa_Isabel Santarem
        Santiago Santo_Domingo Sao_Paulo Scoresbysund Shiprock Sitka St_Barthelemy St_Johns St_Kitts St_Lucia
        St_Thomas St_Vincent Swift_Current Tegucigalpa Thule Thunder_Bay Tijuana Toronto Tortola Vancouver Virgin
        Whitehorse Winnipeg Yakutat Yellowknife
    """,
    "Asia": """
        Aden Almaty Amman Anadyr Aqtau Aqtobe Ashgabat Ashkhabad Atyrau Baghdad Bahrain Baku Bangkok Barnaul
        Beirut Bishkek Brunei Calcutta Chita Choibalsan Chongqing Chungking Colombo Dacca Damascus Dhaka Dili
        Dubai Dushanbe Famagusta Gaza Harbin Hebron Ho_Chi_Minh Hong_Kong Hovd Irkutsk Istanbul Jakarta Jayapura
        Jerusalem Kabul Kamchatka Karachi Kashgar Kathmandu Katmandu Khandyga Kolkata Krasnoyarsk Kuala_Lumpur
        Kuching Kuwait Macao Macau Magadan Makassar Manila Muscat Nicosia Novokuznetsk Novosibirsk Omsk Oral
        Phnom_Penh Pontianak Pyongyang Qatar Qostanay Qyzylorda Rangoon Riyadh Saigon Sakhalin Samarkand Seoul
        Shanghai Singapore Srednekolymsk Taipei Tashkent Tbilisi Tehran Tel_Aviv Thimbu Thimphu Tokyo Tomsk
        Ujung_Pandang Ulaanbaatar Ulan_Bator Urumqi Ust-Nera Vientiane Vladivostok Yakutsk Yangon Yekaterinburg
        Yerevan
    """,
    "Atlantic": """
        Azores Bermuda Canary Cape_Verde Faeroe Faroe Jan_Mayen Madeira Reykjavik South_Georgia St_Helena Stanley
    """,
    "Australia": """
        ACT Adelaide Brisbane Broken_Hill Canberra Currie Darwin Eucla Hobart LHI Lindeman Lord_Howe Melbourne
        NSW North Perth Queensland South Sydney Tasmania Victoria West Yancowinna
    """,
    "Brazil": "Acre DeNoronha East West",
    "Canada": "Atlantic Central Eastern Mountain Newfoundland Pacific Saskatchewan Yukon",
    "Chile": "Continental EasterIsland",
    "Europe": """
        Amsterdam Andorra Astrakhan Athens Belfast Belgrade Berlin Bratislava Brussels Bucharest Budapest
        Busingen Chisinau Copenhagen Dublin Gibraltar Guernsey Helsinki Isle_of_Man Istanbul Jersey Kaliningrad
        Kiev Kirov Kyiv Lisbon Ljubljana London Luxembourg Madrid Malta Mariehamn Minsk Monaco Moscow Nicosia
        Oslo Paris Podgorica Prague Riga Rome Samara San_Marino Sarajevo Saratov Simferopol Skopje Sofia
        Stockholm Tallinn Tirane Tiraspol Ulyanovsk Uzhgorod Vaduz Vatican Vienna Vilnius Volgograd Warsaw Zagreb
        Zaporozhye Zurich
    """,
    "Indian": """
        Antananarivo Chagos Christmas Cocos Comoro Kerguelen Mahe Maldives Mauritius Mayotte Reunion
    """,
    "Mexico": "BajaNorte BajaSur General",
    "Pacific": """
        Apia Auckland Bougainville Chatham Chuuk Easter Efate Enderbury Fakaofo Fiji Funafuti Galapagos Gambier
        Guadalcanal Guam Honolulu Johnston Kanton Kiritimati Kosrae Kwajalein Majuro Marquesas Midway Nauru Niue
        Norfolk Noumea Pago_Pago Palau Pitcairn Pohnpei Ponape Port_Moresby Rarotonga Saipan Samoa Tahiti Tarawa
        Tongatapu Truk Wake Wallis Yap
    """,
    "US": """
        Alaska Aleutian Arizona Central East-Indiana Eastern Hawaii Indiana-Starke Michigan Mountain Pacific
        Samoa
    """,
}
ZONES = frozenset(f"{continent}/{city}" for continent, cities in _BY_CONTINENT.items() for city in cities.split()) | {
    "UTC"
}
"""The zones of the table of 2026, old names among them; those of a ship's clock and of the poles are left out."""

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
_SPELLED = {
    name.rpartition("/")[2].casefold(): zone
    for zone in sorted(ZONES | _PLACES.keys())
    for name in (zone, *_PLACES.get(zone, "").split())
}
"""The zone by its city, and by places of our trade whose clocks it keeps."""


def meant_zone(text: str) -> str:
    """Return the zone that *text*, which is none, may mean; empty when nothing is close."""
    city = text.strip().replace(" ", "_").rpartition("/")[2].casefold()
    near = difflib.get_close_matches(city, _SPELLED, n=1, cutoff=0.8) if len(city) > 3 else []
    return _SPELLED.get(city) or (_SPELLED[near[0]] if near else "")
