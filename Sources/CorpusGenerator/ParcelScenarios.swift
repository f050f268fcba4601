/// Customer service of an invented parcel carrier.
enum ParcelScenarios {
  static let all = [pickupPoint, reroute, compensation]

  private static let prompt = """
    You help customers of Hopline Parcels. Never promise what the system does not show. \
    Amounts in euro.
    """

  private static let tools = #"""
    [{"type":"function","function":{"name":"track","parameters":{"type":"object",\#
    "properties":{"parcel":{"type":"string"}},"required":["parcel"]}}},{"type":"function",\#
    "function":{"name":"redirect","description":"Send a parcel to another place",\#
    "parameters":{"type":"object","properties":{"parcel":{"type":"string"},\#
    "to":{"type":"integer"}},"required":["parcel","to"]}}}]
    """#

  private static let pickupPoint = Scenario(
    domain: "parcel", template: "pickup-distance", site: "hopline", systemPrompt: prompt,
    tools: tools,
    slots: [
      "parcel": ["HL$(#10000000-99999999)"],
      "town": ["Marrow Hill", "Østby", "Kleinfelden", "Villarosa"],
      "subject": ["the pick-up point for $(parcel)"],
    ],
    names: [
      "Kiosk $(brand)", "Locker wall $(#10-99)", "Bakery $(brand)", "Depot $(north|south|east)",
      "Bücherei $(brand)", "Station shop $(#1-9)", "Florist $(brand)", "Garage $(brand)",
    ],
    limit: 2...12, decimals: 1, y: 18...22, z: 80...120,
    goals: [
      """
      Redirect parcel $(parcel) to a pick-up point in $(town) that is at most $(limit) km \
      from the customer's address and open after 17:00.
      """,
      """
      Customer cannot be at home. Which pick-up point within $(limit) km ($(town)) can take \
      $(parcel), and until when is it open?
      """,
    ],
    row: "$(r.code) $(r) - $(r.x) km - open until $(r.y):00 - max $(r.z) cm",
    search: [
      Move(
        "track", #"{"parcel": "$(parcel)"}"#, think: "First the state of the parcel.",
        see: """
          $(parcel): in delivery depot $(town), $(#1-24).$(#1-9) kg, $(#20-75) cm. Redirect \
          possible. Points nearby:\n$(rows)
          """),
      Move(
        "find_points", #"{"town": "$(town)", "radius_km": $(limit)}"#,
        think: "I look for points near the customer.",
        see: """
          Points around $(town), nearest known first is not guaranteed:\n$(rows)
          """),
    ],
    look: [
      Move(
        "point_details", #"{"point": $(cur.code)}"#,
        think: """
          $(cur) is $(cur.x) km away according to the list. I check room and hours.
          """,
        see: """
          $(cur) ($(cur.code))\ndistance to delivery address: $(cur.x) km\nopen 0$(#6-9):00 - \
          $(cur.y):00, closed on Sunday\nlargest side: $(cur.z) cm, free compartments: $(#1-30)
          """),
      Move(
        "route",
        #"""
        {"from": "delivery address of $(parcel)", "to": "point:$(cur.code)"}
        """#, think: "Is that the road distance? I ask the route service for $(cur).",
        see: """
          {\"distance_km\": $(cur.x), \"on_foot_min\": $(#8-150), \"bus_lines\": [\"$(#1-90)\"]}
          """),
    ],
    aside: [
      Move(
        "rules", #"{"topic": "redirect"}"#, think: "What are the rules for redirecting?",
        see: """
          One redirect per parcel, free until loaded into the van. Parcels wait for $(7|9|10) \
          days. Pick-up with code and ID.
          """)
    ],
    finish: Move(
      "redirect", #"{"parcel": "$(parcel)", "to": $(pick.code)}"#,
      think: "$(pick), $(pick.x) km away, open until $(pick.y):00. I redirect.",
      see: """
        $(parcel) will be delivered to $(pick) ($(pick.code)). Code $(#1000-9999) sent to the \
        customer.
        """),
    slip: Move(
      "redirect", #"{"parcel": "$(parcel)", "to": $(alt.code)}"#,
      think: "I redirect to the number I noted.",
      see: """
        $(parcel) will be delivered to $(alt) ($(alt.code)). This cannot be changed again.
        """),
    drift: [
      Move(
        "jobs", #"{"town": "$(town)"}"#,
        think: "The page lists jobs at the depot, maybe of interest.",
        see: """
          $(#2-9) open positions in $(town): sorting (night), driver, shift lead.
          """),
      Move(
        "rules", #"{"topic": "stamps"}"#, think: "And the rules for stamps?",
        see: """
          Stamps of older series stay valid. Collector's sheets are sold online only.
          """),
    ],
    done: [
      """
      $(parcel) goes to $(best), $(best.x) km from the address and open until $(best.y):00.
      """, "Redirected to $(best) ($(best.x) km, open until $(best.y):00).",
    ],
    overLimit: .init(
      answers: [
        "I redirected $(parcel) to $(pick), which is $(pick.x) km away.",
        "The closest one with room is $(pick) at $(pick.x) km.",
      ],
      reasons: [
        "$(pick.x) km is farther than the $(limit) km allowed.",
        "Pick-up point lies outside the permitted distance.",
      ]),
    wrong: .init(
      answers: [
        "Redirected to point $(alt.code).", "$(parcel) is on its way to $(alt), $(best.x) km.",
      ],
      reasons: [
        "Parcel sent to $(alt.code); the right point was $(best.code).",
        "Irreversible redirect to the wrong place.",
      ]),
    invented: .init(
      answers: [
        "$(fake) is only $(fake.x) km away and open round the clock.",
        "The driver agreed to leave $(parcel) with a neighbour.",
      ],
      reasons: [
        "A point named $(fake) is unknown to the system.",
        "No contact with the driver is recorded, the promise is fabricated.",
      ]),
    astray: .init(
      answers: [
        """
        There are open positions at the depot, for instance in night sorting.
        """, "Old stamps remain valid.",
      ],
      reasons: ["Parcel $(parcel) is not mentioned at all in the reply."]))

  private static let reroute = Scenario(
    domain: "parcel", template: "customs-cost", site: "hopline", systemPrompt: prompt, tools: tools,
    slots: [
      "parcel": ["HX$(#10000000-99999999)"],
      "goods": [
        "ceramic bowls", "a used lens", "tea samples", "和紙 (washi paper)", "bicycle lights",
      ],
      "subject": ["the clearance of $(parcel)"],
    ],
    names: [
      "self clearance", "broker $(brand)", "standard clearance", "bundled clearance",
      "return to sender", "broker $(brand) Zoll", "flat-rate scheme", "depot clearance",
    ],
    limit: 12...90, y: 2...14, z: 3...22,
    goals: [
      """
      Parcel $(parcel) ($(goods)) is held at customs. Choose the way of clearance that \
      costs €$(limit) or less in total and start it.
      """,
      """
      How can the customer get $(goods), parcel $(parcel), cleared for at most €$(limit)? \
      Start what fits.
      """,
    ],
    row: "$(r) (option $(r.code)): €$(r.x), $(r.y) days, VAT $(r.z) %",
    search: [
      Move(
        "track", #"{"parcel": "$(parcel)"}"#, think: "Why is it held?",
        see: """
          $(parcel): held, invoice missing for \"$(goods)\", declared value \
          €$(#20-400).00.\nWays to clear it:\n$(rows)
          """),
      Move(
        "clearance_options", #"{"parcel": "$(parcel)", "currency": "EUR"}"#,
        think: "I ask for all ways of clearance with their cost.",
        see: "$(rows)\nStorage is free for $(#5-14) days, then €1.$(#10-90) a day."),
    ],
    look: [
      Move(
        "option_cost", #"{"parcel": "$(parcel)", "option": $(cur.code)}"#,
        think: "What does $(cur) come to in detail?",
        see: """
          $(cur)\nduty + VAT + handling = €$(cur.x)\nduration: $(cur.y) working days\nneeded: \
          $(invoice|invoice and power of attorney|proof of payment)
          """),
      Move(
        "option_cost", #"{"option": $(cur.code), "breakdown": true, "parcel": "$(parcel)"}"#,
        think: "I want the breakdown for $(cur).",
        see: """
          {\"option\": \"$(cur)\", \"total\": $(cur.x), \"vat_percent\": $(cur.z), \"days\": \
          $(cur.y), \"documents\": [\"invoice\"]}
          """),
    ],
    aside: [
      Move(
        "documents", #"{"parcel": "$(parcel)"}"#, think: "Which papers are on file?",
        see: "On file: CN22 (\"gift\", unsigned). Missing: invoice."),
      Move(
        "tariff_lookup", #"{"text": "$(goods)"}"#, think: "The tariff number decides the duty.",
        see: """
          $(#4000-9700).$(#10-90).$(#10-90): duty $(#0-12).$(#0-9) %. Confidence: \
          $(high|medium).
          """),
    ],
    finish: Move(
      "start_clearance", #"{"parcel": "$(parcel)", "option": $(pick.code)}"#,
      think: "I start $(pick) for €$(pick.x).",
      see: "Started: $(pick) for $(parcel), €$(pick.x), ready in $(pick.y) days."),
    slip: Move(
      "start_clearance",
      #"""
      {"parcel": "$(parcel)", "option": $(alt.code), "declared_value": $(#1-9)}
      """#, think: "The form asks for a value, I enter a small one and go on.",
      see: """
        Started: $(alt) for $(parcel). Declared value differs from invoice - flagged for \
        inspection.
        """),
    drift: [
      Move(
        "tariff_lookup", #"{"text": "live ornamental fish"}"#,
        think: "I wonder what the duty on fish is.",
        see: "0301.11.00: duty free; health certificate required.")
    ],
    done: [
      """
      $(best) is started for $(parcel): €$(best.x) in total, ready in $(best.y) days.
      """, "Clearance runs ($(best)), cost €$(best.x), below €$(limit).",
    ],
    overLimit: .init(
      answers: [
        "I started $(pick). Cost: €$(pick.x), duration $(pick.y) days.",
        """
        $(pick) is the most reasonable way, €$(over) above the customer's limit.
        """,
      ],
      reasons: [
        "Total of €$(pick.x) is beyond the €$(limit) that were authorised.",
        "Cost cap of the customer was not respected.",
      ]),
    wrong: .init(
      answers: [
        "Clearance of $(parcel) is under way.",
        "Option $(alt.code) is started, all papers are in order.",
      ],
      reasons: [
        "Declared a wrong value, parcel flagged.",
        "Option $(best.code) was to be started, log shows $(alt.code).",
      ]),
    invented: .init(
      answers: [
        "The customs office has agreed to release $(parcel) without charge.",
        "I uploaded the invoice; with $(fake) the total is €$(fake.x).",
      ],
      reasons: [
        "Customs office never contacted; statement has no basis.",
        "No invoice was uploaded in any step.",
      ]),
    astray: .init(
      answers: ["Ornamental fish are duty free but need a health certificate."],
      reasons: ["Answer about fish for a parcel with $(goods)."]))

  private static let compensation = Scenario(
    domain: "parcel", template: "express-hours", site: "hopline", tools: tools,
    slots: [
      "thing": ["a spare part", "laboratory samples", "signed contracts", "a prototype"],
      "from": ["Kleinfelden", "Østby"], "to": ["Villarosa", "Marrow Hill", "Port Sable"],
      "subject": ["express from $(from) to $(to)"],
    ],
    names: [
      "Hop Sprint", "Hop 12", "Hop Night", "Rail courier $(brand)", "Hop Direct", "Air hop",
      "Hop Early", "Van $(brand)",
    ],
    limit: 5...36, decimals: 1, y: 19...340, z: 2...31,
    goals: [
      """
      Send $(thing) from $(from) to $(to) so that it arrives within $(limit) hours; book the \
      cheapest service that does.
      """,
      """
      Which express service takes $(thing) from $(from) to $(to) in $(limit) h or less? Book \
      it.
      """,
    ],
    row: "$(r.code) | $(r) | $(r.x) h | €$(r.y) | up to $(r.z) kg",
    search: [
      Move(
        "services", #"{"from": "$(from)", "to": "$(to)", "within_h": $(limit)}"#,
        think: "I look for services on this route.", see: "Departures now, door to door:\n$(rows)"),
      Move(
        "services", #"{"from": "$(from)", "to": "$(to)", "handover": "depot"}"#,
        think: "Handing it in at the depot could save time.",
        see: "With depot handover:\n$(rows)\nHandover until 19:30."),
    ],
    look: [
      Move(
        "service_details", #"{"service": $(cur.code)}"#,
        think: "$(cur) claims $(cur.x) h. How sure is that?",
        see: """
          $(cur): $(from) - $(to) in $(cur.x) h, €$(cur.y), max $(cur.z) kg, punctual in \
          $(#80-99) % of runs; collection slot: $(#6-18):$(#10-50)
          """)
    ],
    aside: [
      Move(
        "traffic", #"{"road": "$(from) - $(to)"}"#, think: "Is the road clear?",
        see: """
          One lane closed near km $(#10-200), delay $(#5-40) min expected until $(#12-20):00.
          """)
    ],
    finish: Move(
      "book", #"{"service": $(pick.code), "goods": "$(thing)"}"#,
      think: "I book $(pick): $(pick.x) h for €$(pick.y).",
      see: "Booked: $(pick), HLX$(#100000-999999), arrival in $(pick.x) h."),
    slip: Move(
      "book",
      #"""
      {"service": $(best.code), "goods": "$(thing)", "from": "$(to)", "to": "$(from)"}
      """#, think: "I fill in the addresses and book.",
      see: "Booked: $(best), collection in $(to), delivery in $(from)."),
    drift: [
      Move(
        "history", #"{"company": "Hopline"}"#,
        think: "The history of the company is told on the next page.",
        see: "Founded with three cargo bikes, Hopline now runs $(#40-90) depots.")
    ],
    done: ["Booked $(best): $(thing) arrives in $(best.x) h, cost €$(best.y)."],
    overLimit: .init(
      answers: [
        "$(pick) is booked and needs $(pick.x) h.",
        """
        Within $(limit) h nothing looked bookable; the nearest is $(pick) with $(pick.x) h.
        """,
      ],
      reasons: ["Arrives $(over) h too late.", "$(pick.x) h in transit, the limit was $(limit) h."]),
    wrong: .init(
      answers: ["$(best) is booked for $(thing)."],
      reasons: [
        "Sender and receiver were swapped.",
        "Booking runs from $(to) to $(from), the reverse of what was asked.",
      ]),
    invented: .init(
      answers: [
        "$(fake) takes $(fake.x) h and the driver is already at the door.",
        "Booked: HLX$(#100000-999999), guaranteed in $(fake.x) h.",
      ],
      reasons: [
        "Nothing shows a driver at the door.",
        "Booking number is invented: no booking call was made.",
      ]),
    astray: .init(
      answers: ["Hopline began with three cargo bikes."],
      reasons: ["Company history instead of a booking."]))
}
