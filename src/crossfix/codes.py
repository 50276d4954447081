"""The code lists of the ledger: what sort of thing an entry is, in the words of the contract."""

from __future__ import annotations

from enum import StrEnum


class SegmentKind(StrEnum):
    """What a stretch of the report is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LEAD_IN = "lead_in"
    QUOTED_REPORT = "quoted_report"
    SEPARATOR = "separator"


class SourceKind(StrEnum):
    """What sort of source somebody or something is."""

    OFFICIAL = "official"
    MILITARY = "military"
    MEDIA = "media"
    ANALYST = "analyst"
    MILBLOGGER = "milblogger"
    COMPANY = "company"
    EYEWITNESS = "eyewitness"
    SATELLITE = "satellite"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Polarity(StrEnum):
    """Whether a source affirms the content of an attribution or denies it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Evidence(StrEnum):
    """What a statement is said to rest on."""

    SATELLITE = "satellite"
    VIDEO = "video"
    PHOTO = "photo"
    GEOLOCATED_FOOTAGE = "geolocated_footage"
    EYEWITNESS = "eyewitness"
    OFFICIAL_STATEMENT = "official_statement"
    INTERCEPT = "intercept"
    DOCUMENT = "document"
    MEDIA_REPORT = "media_report"
    ANONYMOUS = "anonymous"


class TimeType(StrEnum):
    """TIMEX3 type of a time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Feature(StrEnum):
    """What kind of place a place is."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    VILLAGE = "village"
    WATER = "water"
    FACILITY = "facility"
    FRONT = "front"


class EventType(StrEnum):
    """What happened, in the ledger's own list."""

    STRIKE = "strike"
    CLASH = "clash"
    ADVANCE = "advance"
    CAPTURE = "capture"
    RETREAT = "retreat"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    OUTAGE = "outage"
    PROTEST = "protest"
    ARREST = "arrest"
    CONSULT = "consult"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    DEPLOYMENT = "deployment"
    EXCHANGE = "exchange"
    SANCTION = "sanction"
    AID = "aid"
    PRODUCTION = "production"
    OTHER = "other"


class Status(StrEnum):
    """How an event is told: as fact, as not so, as intended, or as supposed."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class ClaimKind(StrEnum):
    """What sort of proposition a claim is."""

    EVENT = "event"
    QUANTITY = "quantity"
    FORECAST = "forecast"
    STATE = "state"
    ASSESSMENT = "assessment"


class ForecastKind(StrEnum):
    """A prediction, somebody's own plan, a threat, or an event that is due."""

    PREDICTION = "prediction"
    PLAN = "plan"
    THREAT = "threat"
    EXPECTATION = "expectation"


class Scale(StrEnum):
    """Where the probability of a forecast comes from."""

    ICD203 = "icd203"
    KENT = "kent"
    LEXICON = "lexicon"


class GapKind(StrEnum):
    """How the text breaks a promise of evidence."""

    MISSING_EMBED = "missing_embed"
    MISSING_QUOTE = "missing_quote"
    MISSING_LINK = "missing_link"
    UNSOURCED_QUOTE = "unsourced_quote"


class Promise(StrEnum):
    """What the text promises and does not hold."""

    VIDEO = "video"
    PHOTO = "photo"
    POST = "post"
    STATEMENT = "statement"
    MAP = "map"
    UNKNOWN = "unknown"


class LinkKind(StrEnum):
    """A relation between two entries of one report."""

    SAME_EVENT = "same_event"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
