"""What people mean when they ask the search of the site: the words that only ask, those of one meaning, abbreviations,
and which kinds of hits answer which kind of question.
"""

from __future__ import annotations

ASKING = (
    *("who", "whom", "whose", "what", "when", "where", "which", "how", "why", "many", "much", "soon", "long", "must"),
    *("do", "does", "did", "done", "should", "can", "could", "may", "need", "needs", "has", "have", "had", "we", "our"),
    *("us", "you", "i", "me", "my", "there", "if", "about", "any", "get", "gets", "go", "find", "say", "says", "said"),
    *("agreement", "agreements", "first", "after", "before", "until", "within", "than", "then", "under", "no", "not"),
    *("let", "take", "takes", "submit", "submitted", "due", "happens", "happened", "goes", "out", "up", "too", "also"),
    *("other", "these", "those", "between", "hear", "now", "hours", "days"),
    *("permitted", "permissible", "allowed", "asking", "definition", "definitions", "define", "defined", "meaning"),
    *(
        "mean",
        "means",
        "exactly",
        "please",
        "want",
        "wants",
        "wish",
        "someone",
        "somebody",
        "am",
        "would",
        "contract",
        "contracts",
    ),
)
"""Words that only ask; a question is looked up without them."""
ALIKE = (
    ("notify", "report", "tell", "inform", "notice", "notification", "announce"),
    ("call", "phone", "telephone", "ring", "number"),
    ("urgent", "emergency", "night", "weekend"),
    ("approve", "approval", "accept", "consent", "agree", "decide"),
    ("decide", "decision", "decides"),
    ("lead", "advance", "early", "ahead"),
    ("close", "finish", "complete"),
    ("retain", "keep", "retention", "archive"),
    ("supplier", "acceptor", "manufacturer", "cmo", "cdmo", "contractor"),
    ("giver", "sponsor", "client", "customer", "owner"),
    ("subcontract", "subcontractor", "subcontracting", "outsource"),
    ("falsified", "counterfeit", "falsification", "fraud"),
    ("outage", "down", "downtime", "offline", "failure"),
    ("cyber", "hacked", "security", "breach", "ransomware", "malware", "phishing"),
    ("visit", "audit"),
    ("inspector", "inspection", "authority", "agency"),
    ("temperature", "excursion", "cold"),
    ("oos", "specification"),
    ("capa", "corrective", "preventive"),
    ("kpi", "indicator", "performance", "measure"),
    ("price", "commercial", "liability", "pay", "pays", "penalty", "cost", "invoice"),
    ("storage", "store", "warehouse"),
    ("transport", "shipment", "shipping", "carrier"),
    ("annually", "year", "annual", "yearly"),
    ("often", "interval", "every", "frequency"),
    ("expire", "expiry", "term", "end"),
    ("terminate", "termination", "exit", "ends", "end"),
    ("confidential", "confidentiality", "secret", "secrecy"),
    ("destroy", "destruction", "disposal", "scrap", "discard"),
    ("releases", "release", "disposition"),
    ("portal", "platform"),
    ("relabel", "relabelling", "relabeling", "overlabel", "repacking"),
    ("split", "division"),
    ("forward", "forwarded", "pass", "passing"),
    ("filed", "filing", "registered", "dossier", "dmf"),
    ("nitrosamine", "tse", "bse", "transmissible"),
    ("escalate", "escalation", "ladder"),
    ("mix", "mixed", "confusion", "confused"),
    ("warm", "heat", "temperature", "excursion", "cold", "frozen"),
    ("truck", "lorry", "pallet", "transport", "shipment"),
    ("failed", "failing", "failure", "specification"),
    ("dissolution", "assay", "test", "result"),
)
"""Words of the trade that people use for one another."""
MEANT = {
    f"{which} {where}": "subcontractor"
    for which in ("another", "other", "outside", "external", "different", "second", "third party")
    for where in ("lab", "labs", "laboratory", "laboratories")
} | {f"{done} elsewhere": "subcontractor" for done in ("test", "tests", "tested", "testing", "analysed", "analyzed")}
"""Phrases that mean one word of the trade: who asks for "another laboratory" asks for a subcontractor."""
SHORT_FOR = {
    "apr": "product quality review",
    "apqr": "product quality review",
    "annual product review": "product quality review",
    "pqr": "product quality review",
    "pqc": "complaint",
    "coa": "certificate of analysis",
    "oot": "trend",
    "sae": "serious adverse event",
    "susar": "serious adverse event",
    "bpr": "batch record",
    "bmr": "batch record",
    "mbr": "master batch record",
    "rft": "right first time",
    "otif": "delivery time",
    "ccs": "contamination control strategy",
    "ppq": "process validation",
    "di": "data integrity",
    "ksm": "starting material",
    "rp": "responsible person",
    "governing law": "law governs supply",
    "part 11": "21cfr 11",
    "annex 11": "eu gmp a11",
    "annex 15": "eu gmp a15",
    "annex 16": "eu gmp a16",
    "annex 19": "eu gmp a19",
    "annex 21": "eu gmp a21",
    "gmp annex 1": "eu gmp a1",
    "fmd": "falsified",
    "media fill": "aseptic process simulation",
    "media fills": "aseptic process simulation",
    "reefer": "transport temperature",
    "wrong batch": "possible defect in distributed product",
    "wrong batches": "possible defect in distributed product",
    "sterility failure": "critical deviation sterility",
    "failed sterility": "critical deviation sterility",
    "sterility test failed": "critical deviation sterility",
    "sterility test failure": "critical deviation sterility",
    "qp": "qualified person",
    "classified critical": "critical",
    "classified as critical": "critical",
    "approval before implementation": "tell and do change approve implementation",
    "use a subcontractor": "subcontractor approval",
    "informed consent": "consent participant trial",
    "broke down": "excursion transport",
    "smart change": "digital change flow",
    "smart changes": "digital change flow",
    "terminate for breach": "exit plan end",
    "machine learning": "analytics",
    "ai": "analytics",
    "signature page": "signatures signs",
    "products are covered": "products",
    "products covered": "products",
    "field alert": "alerts recall authority",
    "bpdr": "deviation reports recall authority",
}
"""What people type at night, and the words of the clauses for it."""
CALLING = ("answers", "call", "duty", "night", "officer", "phone", "picks", "reach", "ring", "telephone", "weekend")
"""Words of a question that asks whom to call."""
COMPARING = ("compare", "compared", "differ", "difference", "differences", "differs", "versus")
"""Words of a question that holds two agreements against one another."""
WEIGHTS = {
    "Agreement": 1.35,
    "Urgent": 1.35,
    "Value": 1.35,
    "Clause": 1.15,
    "Duty": 1.2,
    "Library clause": 0.85,
    "Regulation": 0.9,
    "Compare": 0.8,
    "Chapter": 0.9,
    "Role": 0.7,
    "Defined terms": 0.75,
    "Change notice": 0.7,
    "Deviation notice": 0.7,
    "Quality-defect notice": 0.7,
}
"""How much the kinds of entries weigh in the answer to a question; any other weighs 1."""
KINDS = (
    (("definition", "definitions", "define", "defined", "meaning", "mean", "means"), {"Defined terms": 4}),
    (
        ("who", "responsible", "responsibility"),
        {"Responsibility matrix": 1.4, "Division of responsibilities": 1.2, "Value": 0.75},
    ),
    (("escalation", "escalations", "escalate", "escalated", "level"), {"Escalation ladder": 1.5}),
    (
        ("often", "soon", "long", "fast", "deadline", "days", "hours", "interval"),
        {"Value": 1.2, "Duty": 1.1, "Urgent": 1.25},
    ),
    (("change", "changes", "changed", "changing"), {"Change-class matrix": 1.3}),
    (("class", "classes", "classified", "category"), {"Change-class matrix": 1.3}),
    (("name", "names", "named", "contact", "contacts"), {"Contacts": 1.5}),
    (("product", "products"), {"Agreement": 1.3, "Products": 2.5}),
    (("sign", "signs", "signed", "signatory", "signatories"), {"Signatures": 1.5}),
    (("target", "kpi", "kpis", "indicator", "indicators"), {"Key performance indicators": 1.6}),
    (
        ("cfr", "regulation", "regulations", "guideline", "guidelines", "gmp", "ich", "cover", "covers"),
        {"Regulation": 1.5},
    ),
)
"""Words of a question, and how much more the kinds of entries weigh that answer it."""
PLACES = {"decisions": 0.6, "reference": 0.7, "changelog.html": 0.3}
"""Folders and pages that seldom answer a question, and how much they weigh."""


def alike() -> dict[str, list[str]]:
    """Return for each word those that are used for it."""
    found: dict[str, list[str]] = {}
    for group in ALIKE:
        for word in group:
            found[word] = [*found.get(word, ()), *(other for other in group if other != word)]
    return found
