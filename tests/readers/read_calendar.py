"""Reads a calendar file with the package `icalendar`, which is not Tanomo's, and says as JSON what it found in it."""

import json
import sys

from icalendar import Calendar


def main():
    calendar = Calendar.from_ical(sys.stdin.buffer.read())
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors and not event.errors, (calendar.errors, event.errors)
    found = {name.lower(): str(event[name]) for name in event if name not in ("DTSTART", "DTEND", "DTSTAMP")}
    found |= {name: event.decoded(name).isoformat() for name in ("dtstart", "dtend", "dtstamp")}
    print(json.dumps(found | {"method": str(calendar["METHOD"])}))


if __name__ == "__main__":
    sys.exit(main())
