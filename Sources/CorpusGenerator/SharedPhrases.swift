/// Texts that fit every scenario. They use the slot `subject` and the records only.
enum SharedPhrases {
  static let openers = [
    "Let me go on step by step. ", "So far so good. ", "That narrows it down. ",
    "I have the list now. ", "Noted. ", "Next: ", "Before deciding I want one more fact. ",
    "Only $(subject) matters here. ", "I keep the limit of $(limit) in mind. ",
    "There are $(count) entries to go through. ", "Good, the last result is usable. ",
  ]

  static let recoveries = [
    "The last call failed, so I go on with the next entry. ",
    "That did not work; another way may. ", "An error. I retry once with a smaller request. ",
    "The service seems shaky, but earlier pages are still valid. ",
    "I leave that one out for now and come back to it if needed. ",
    "Right, that was an outage and not my input. ",
  ]

  /// Observations of a search that brings nothing.
  static let blanks = [
    "No results for this query. Try fewer filters.",
    "0 of 0 entries shown. Suggestions: check the spelling, widen the range.",
    "(empty page)\nYou have reached the end of the list.",
    "{\"items\": [], \"total\": 0, \"next\": null}",
    "Nothing matches all of your filters. 3 entries match some of them.",
    "The list ends here; every entry on it has been shown already.",
  ]

  /// What surrounds the useful part of an observation now and then.
  static func clutter(_ style: Scenario.ErrorStyle) -> [String] {
    switch style {
    case .http:
      [
        """
        -- response headers --
        content-type: application/json; charset=utf-8
        x-request-id: $(hex16)
        x-quota-left: $(#100-4000)
        cache-control: private, max-age=$(#30-600)
        etag: "$(hex12)"
        vary: accept-language, accept-encoding
        server-timing: db;dur=$(#2-90), render;dur=$(#1-40), queue;dur=$(#0-12)
        link: </v2/list?page=2>; rel="next", </v2/list?page=$(#3-9)>; rel="last"
        deprecation: this version will be kept until the end of next year; see the change notes \
        for the fields that move, and send the header "prefer: v3" to try the new answer format
        """,
        """
        {"meta": {"took_ms": $(#3-900), "node": "n$(#1-9)", "page": {"size": 20, "number": 1}, \
        "facets": [{"name": "type", "values": [{"key": "a", "n": $(#1-40)}, {"key": "b", \
        "n": $(#1-40)}]}, {"name": "state", "values": [{"key": "open", "n": $(#1-40)}, \
        {"key": "closed", "n": $(#1-40)}]}], "warnings": ["field 'rank' is going to be renamed"]}}
        """,
      ]
    case .python:
      [
        """
        [$(#10-23):$(#10-59):$(#10-59)] INFO  session $(hex8) started, 2 workers
        [$(#10-23):$(#10-59):$(#10-59)] INFO  reading settings from '/etc/bench/default.toml'
        [$(#10-23):$(#10-59):$(#10-59)] DEBUG pattern "^\\s*#" matched $(#1-60) comment lines
        [$(#10-23):$(#10-59):$(#10-59)] INFO  cache warm, $(#200-9000) entries
        [$(#10-23):$(#10-59):$(#10-59)] WARN  option 'fast' is deprecated, use 'mode=fast'
        [$(#10-23):$(#10-59):$(#10-59)] DEBUG gc: $(#1-20) collections, $(#3-90) ms in total
        [$(#10-23):$(#10-59):$(#10-59)] INFO  worker 1: $(#200-900) tasks, worker 2: $(#200-900)
        [$(#10-23):$(#10-59):$(#10-59)] INFO  written /var/tmp/report-$(hex6).txt
        [$(#10-23):$(#10-59):$(#10-59)] INFO  done in $(#1-90).$(#0-9) s, exit status 0
        """,
        """
        FutureWarning: the default of 'observed' will change; pass observed=False to keep what \
        you have now.
          frame = frame.groupby(keys, sort=True)
        UserWarning: $(#2-40) values were cast from text to number, first: "$(#1-9),$(#10-99)"
          column = column.astype("float64")
        -- memory: $(#80-900) MiB, peak $(#900-2400) MiB, time: $(#1-40).$(#0-9) s
        """,
      ]
    case .browser:
      [
        """
        [banner] We use cookies to remember your basket and to count visits. [Accept all] \
        [Only what is needed] [Settings]
        [navigation] Home | New | Departments | Offers | Gift ideas | Journal | Shops | Help
        [aside] Newsletter: "5 off your next order" - leave your address, unsubscribe any time.
        [aside] Last seen: nothing yet. Wish list: $(#0-9) entries. Language: EN / DE / FR / 日本語
        [footer] About us | Careers | Press | Delivery | Returns | Payment | Data protection | \
        Imprint | Accessibility | © 20$(#22-25) all rights reserved. Prices in the currency of \
        your region, including tax where the law asks for it. Pictures may differ.
        """,
        """
        [chat] Hello! I am the assistant of this page. Ask me about opening hours, returns, or \
        "where is my parcel". Typical answer time: $(#1-9) min.
        [related] $(#3-12) entries that others looked at: "Starter set", "Twin pack", "Spare \
        filter", "Carry bag", "Wall mount", "Cable 2 m", "Réf. $(#1000-9999)", "お手入れセット"
        [footer] Terms | Contact | Sitemap | Cookies | v$(#1-9).$(#10-40).$(#0-9)
        """,
      ]
    }
  }

  static let unfinished = Scenario.Ending(
    answers: [
      "I was unable to finish $(subject) within the steps I had. What I have seen so far: $(top)",
      "I could not find an entry that settles $(subject). Of the $(count) entries I opened only a "
        + "part; $(cur) was the last one.",
      "Not done yet. I compared some entries for $(subject) but did not get to a decision.",
      "Stopping here. The list for $(subject) has $(count) entries, among them "
        + "$(alt); the remaining ones are unchecked.",
      "I give up on $(subject): the searches keep returning the same entries.",
    ],
    reasons: [
      "The agent looked at several entries but never took the closing action.",
      "$(subject): search done, decision missing.",
    ])

  static let broken = Scenario.Ending(
    answers: [
      "The service stopped answering, so $(subject) is still open. The list itself had loaded: "
        + "$(count) entries.",
      "Repeated errors kept me from finishing $(subject). Please try again later.",
      "I cannot reach the system any more; the last calls for $(subject) all failed.",
      "Before the outage I had seen $(best) with $(best.x), but I could not open its details.",
    ],
    reasons: [
      "Calls for $(subject) kept failing after the list had loaded.",
      "Back end unavailable from the middle of the run on; no retry went through.",
    ])

  /// Reasons for a failure of a type, whatever the scenario.
  static func reasons(_ type: FailureType) -> [String] {
    switch type {
    case .incomplete:
      [
        "Step limit reached before the task was completed.",
        "Agent gave up after repeated searches without a decision.",
        "Stopped early; $(count) candidates listed, the rest never opened.",
        "Failed to produce the requested result in time.",
        "The run ended in the middle of $(subject).",
        "Could not find what was asked for and did not widen the search.",
      ]
    case .constraintViolation:
      [
        "Limit was $(limit); the selected entry has $(pick.x).",
        "$(pick) is $(over) off the limit of $(limit).",
        "The chosen option is outside the range that was asked for ($(limit)).",
        "A hard requirement was ignored: $(pick.x) against $(limit).",
        "Result breaks the stated bound of $(limit).",
      ]
    case .wrongResult:
      [
        "Checker: final state differs from the expected state in 1 field.",
        "Mismatch between what was done and what the reference has for $(subject).",
        "The last step is wrong; a correct one goes by the data of $(best) ($(best.code)).",
        "Looks plausible, but the end state is not the expected one.",
      ]
    case .toolError:
      [
        "Tool calls failed repeatedly (server errors); the environment never recovered.",
        "Environment error: the last calls all raised.",
        "Timeouts from the tool back end.",
        "The agent was locked out by rate limiting.",
        "Crashed tool session, nothing was submitted.",
      ]
    case .hallucination:
      [
        "Unsupported claim: no observation shows what the answer states.",
        "The decisive value in the answer is fabricated.",
        "The agent invented its result.",
        "There is no such entry or value anywhere in the run.",
        "The answer cites facts that were never observed.",
      ]
    case .offTopic:
      [
        "The agent drifted away from the request and never came back.",
        "Answer is about something else than $(subject).",
        "Irrelevant to the question asked.",
        "A different question was answered.",
        "Lost the thread after the first search.",
      ]
    }
  }

  /// Observations of calls that fail.
  static func errors(_ style: Scenario.ErrorStyle) -> [String] {
    switch style {
    case .http:
      [
        "HTTP 500 Internal Server Error\nrequest-id: $(hex12)",
        "HTTP 503 Service Unavailable: upstream did not answer, retry after $(#5-60) s",
        "{\"error\": {\"code\": 429, \"message\": \"rate limit exceeded, $(#10-90) s left\"}}",
        "Error: request timed out after $(#10-60) s (GET /v2/items/$(#1000-9999))",
        "{\"status\": \"error\", \"reason\": \"permission denied for scope 'detail:read'\"}",
        "status code: 502\n<html><body><h1>Bad gateway</h1></body></html>",
        "ConnectionResetError: peer closed the connection (attempt $(#1-3) of 3)",
        "{\"error\": \"session expired\", \"trace\": \"$(hex16)\"}",
      ]
    case .python:
      [
        """
        Traceback (most recent call last):
          File "/srv/job/run.py", line $(#12-240), in <module>
            main()
        KeyError: 'column_$(hex4)'
        """,
        "sh: 1: permission denied: /srv/job/out/$(hex6)",
        "Command timed out after $(#60-300) s and was killed (signal 9).",
        "MemoryError: unable to allocate $(#2-30).$(#1-9) GiB for an array",
        "OSError: [Errno 28] No space left on device: '/tmp/spool/$(hex8)'",
        """
        Traceback (most recent call last):
          File "C:\\work\\tools\\fetch.py", line $(#8-90), in read
            raise StoreError(f"status {code}")
        StoreError: status 503
        """,
        "fatal: lock file held by process $(#1200-30000), try later",
      ]
    case .browser:
      [
        "TimeoutError: waiting for selector \"#detail-$(hex4)\" failed after 30000 ms",
        "Page crashed. Error code: 5",
        "Something went wrong on our side (500). Reference $(hex8).",
        "Too many requests from your address. Please wait $(#1-9) minutes.",
        "ElementNotFound: no node matches //button[@data-id=\"$(#100-999)\"]",
        "503 service temporarily unavailable - we are doing maintenance",
        "Access denied: sign in with a manager account to see this page.",
      ]
    }
  }
}
