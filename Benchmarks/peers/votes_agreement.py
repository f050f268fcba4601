"""Agreement of every two judges in plain Python, from a database of Regoal's: the counts alone, no κ and no interval."""

import collections
import json
import sqlite3
import sys


def main():
    db = sqlite3.connect(sys.argv[1])
    names = dict(db.execute("SELECT config_id, name FROM config_label WHERE stage = 'judge'"))
    votes = collections.defaultdict(dict)
    for attempt, judge, valid in db.execute("SELECT attempt_id, config_id, valid FROM vote WHERE status = 'ok'"):
        votes[attempt][judge] = valid
    judges = sorted(names, key=names.get)
    answer = []
    for place, one in enumerate(judges):
        for two in judges[place + 1:]:
            counts = collections.Counter(
                (said[one], said[two]) for said in votes.values() if one in said and two in said)
            answer.append([names[one], names[two], counts[1, 1], counts[1, 0], counts[0, 1], counts[0, 0]])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
