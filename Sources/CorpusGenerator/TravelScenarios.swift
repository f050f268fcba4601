/// Customer service of an invented airline.
enum TravelScenarios {
  static let all = [rebooking, connection, upgrade]

  private static let prompt = """
    You are a service agent of Skylark Air. Follow the fare rules, look a booking up before \
    you change it, and confirm every change with its reference.
    """

  private static let tools = #"""
    [{"type":"function","function":{"name":"get_booking","description":"Look up a booking",\#
    "parameters":{"type":"object","properties":{"reference":{"type":"string"}},\#
    "required":["reference"]}}},{"type":"function","function":{"name":"search_flights",\#
    "parameters":{"type":"object","properties":{"from":{"type":"string"},\#
    "to":{"type":"string"},"date":{"type":"string"}},"required":["from","to","date"]}}},\#
    {"type":"function","function":{"name":"change_booking","description":"Move a booking to \#
    another flight","parameters":{"type":"object",\#
    "properties":{"reference":{"type":"string"},"flight":{"type":"string"},\#
    "pay_difference":{"type":"boolean"}},"required":["reference","flight"]}}}]
    """#

  private static let rebooking = Scenario(
    domain: "travel", template: "rebooking-fee", site: "skylark-air", systemPrompt: prompt,
    tools: tools,
    slots: [
      "ref": ["QX$(hex4)", "LK$(hex4)", "ZT$(hex4)"],
      "from": ["Portmere", "Ålund", "Castelvaro", "Innisport"],
      "to": ["Vantholm", "Saint-Évrin", "Karsund", "Ribeira Nova"],
      "date": ["2025-0$(#3-9)-$(#10-28)"],
      "subject": ["the rebooking of $(ref)"],
    ],
    names: [
      "SK$(#100-199)", "SK$(#200-299)", "SK$(#300-399)", "SK$(#400-499)", "SK$(#500-599)",
      "SK$(#600-699)", "SK$(#700-799)", "SK$(#800-899)",
    ],
    limit: 40...220, y: 6...21, z: 1...19,
    goals: [
      """
      The customer of booking $(ref) wants to fly from $(from) to $(to) on $(date) instead. \
      Total for change and fare difference must stay at or below €$(limit).
      """,
      """
      Move booking $(ref) to $(date), $(from) - $(to), if that costs the customer €$(limit) \
      or less in total; otherwise leave it alone.
      """,
    ],
    row: "$(r) | dep $(r.y):15 | $(r.z) seats | change + difference €$(r.x)",
    search: [
      Move(
        "get_booking", #"{"reference": "$(ref)"}"#,
        think: "I look the booking up before I touch it.",
        see: """
          {\"reference\": \"$(ref)\", \"route\": \"$(from) - $(to)\", \"fare\": \
          \"$(Light|Flex|Classic)\", \"passengers\": 1, \"status\": \"confirmed\", \"options\": \
          $(count)}\nOptions on $(date):\n$(rows)
          """),
      Move(
        "search_flights", #"{"from": "$(from)", "to": "$(to)", "date": "$(date)"}"#,
        think: "Which flights are there on $(date), and what would the change cost?",
        see: "$(from) -> $(to), $(date), totals for $(ref)\n$(rows)"),
    ],
    look: [
      Move(
        "price_change", #"{"reference": "$(ref)", "flight": "$(cur)"}"#,
        think: "$(cur) leaves around $(cur.y) o'clock. I let the system price it.",
        see: """
          $(ref) -> $(cur)\nchange fee + fare difference + taxes = €$(cur.x)\nseats left: \
          $(cur.z)\nprice held for $(#10-30) min, refund to original payment only
          """),
      Move(
        "flight_status", #"{"flight": "$(cur)", "date": "$(date)"}"#,
        think: "I make sure that $(cur) runs on that day.",
        see: """
          $(cur) $(from) - $(to): scheduled, $(narrow-body|turboprop), on time $(#70-98) % in \
          the last 60 days, $(cur.z) seats open, total for this booking €$(cur.x)
          """),
    ],
    aside: [
      Move(
        "fare_rules", #"{"fare": "$(Light|Classic)"}"#,
        think: "The fare rules say whether a fee is waived.",
        see: """
          Changes until 2 h before departure. Fee waived after a schedule change of more than \
          $(60|90|120) min. No-show: fare forfeited. \"Light\": no refund.
          """),
      Move(
        "customer_notes", #"{"reference": "$(ref)"}"#, think: "Are there notes of colleagues?",
        see: "1 note: \"customer asked for aisle seat, prefers morning\"."),
    ],
    finish: Move(
      "change_booking",
      #"""
      {"reference": "$(ref)", "flight": "$(pick)", "pay_difference": true}
      """#, think: "$(pick) for €$(pick.x) it is; I make the change.",
      see: """
        Booking $(ref) changed to $(pick) on $(date). Charged €$(pick.x). Receipt \
        R$(#100000-999999).
        """),
    slip: Move(
      "change_booking",
      #"""
      {"reference": "$(ref)", "flight": "$(alt)", "pay_difference": true}
      """#, think: "I confirm the option at the top of the screen.",
      see: """
        Booking $(ref) changed to $(alt) one day after $(date). Charged €$(alt.x).
        """),
    drift: [
      Move(
        "lounge_info", #"{"airport": "$(to)"}"#,
        think: "Perhaps the customer likes lounges. I check what $(to) has.",
        see: """
          Lounge \"Horizon\" at $(to): 05:00-22:00, €$(#25-60) a visit, showers, quiet room.
          """),
      Move(
        "search_flights", #"{"from": "$(to)", "to": "Halden Bay", "date": "$(date)"}"#,
        think: "A trip on to Halden Bay would be lovely as well.",
        see: "$(to) -> Halden Bay: 2 flights, from €$(#39-180)."),
    ],
    done: [
      """
      Booking $(ref) is now on $(best), $(date). The total was €$(best.x), within €$(limit).
      """, "Changed to $(best) for €$(best.x); $(best.z) seats were left.",
    ],
    overLimit: .init(
      answers: [
        """
        I moved $(ref) to $(pick); €$(pick.x) was charged to the card on file.
        """,
        """
        Cheapest that I can offer is $(pick) with €$(pick.x), which is €$(over) more than \
        allowed.
        """,
      ],
      reasons: [
        "Customer agreed to €$(limit) at most, €$(pick.x) was quoted.",
        "Charge exceeds the agreed maximum by €$(over).",
      ]),
    wrong: .init(
      answers: ["Your booking $(ref) is changed to $(alt).", "Done, $(ref) flies on $(alt) now."],
      reasons: [
        "Rebooked to another date than $(date).",
        "Database state: flight $(alt), expected $(best).",
      ]),
    invented: .init(
      answers: [
        """
        I have waived the fee as a gesture; $(ref) is on $(fake) and costs only €$(fake.x).
        """,
        """
        $(best) costs €$(fake.x) for members, and I have enrolled the customer.
        """,
      ],
      reasons: [
        "No fee waiver and no change were ever carried out.",
        "Membership price and enrolment are made up.",
      ]),
    astray: .init(
      answers: [
        "The lounge at $(to) is open from 05:00 to 22:00.",
        "From $(to) there are two flights a day to Halden Bay.",
      ],
      reasons: ["Booking $(ref) was not touched; reply is on lounges and other routes."]))

  private static let connection = Scenario(
    domain: "travel", template: "connection-time", site: "skylark-air", systemPrompt: prompt,
    tools: tools,
    slots: [
      "from": ["Portmere", "Ålund", "Castelvaro"], "hub": ["Vantholm", "Karsund"],
      "to": ["北浜", "Saint-Évrin", "Ribeira Nova", "Tarn Valley"],
      "date": ["2025-1$(#0-2)-$(#10-28)"], "subject": ["the trip $(from) - $(to)"],
    ],
    names: [
      "SK$(#100-199)/SK$(#20-99)", "SK$(#200-299)/SK$(#20-99)", "SK$(#300-399)/SK$(#20-99)",
      "SK$(#400-499)/SK$(#20-99)", "SK$(#500-599)/SK$(#20-99)", "SK$(#600-699)/SK$(#20-99)",
      "SK$(#700-799)/SK$(#20-99)", "SK$(#800-899)/SK$(#20-99)",
    ],
    limit: 50...150, sense: .atLeast, decimals: 0, y: 140...890, z: 5...16,
    goals: [
      """
      Find a connection $(from) - $(hub) - $(to) on $(date) with at least $(limit) minutes \
      to change planes and hold it for the customer.
      """,
      """
      A customer with a walking aid needs $(limit) minutes or more at $(hub) on the way \
      from $(from) to $(to) ($(date)). Which connection fits, at what fare?
      """,
    ],
    row: "$(r): change $(r.x) min, total $(r.z) h, €$(r.y)",
    search: [
      Move(
        "search_flights",
        #"""
        {"from": "$(from)", "to": "$(to)", "date": "$(date)", "via": ["$(hub)"]}
        """#, think: "I search for all connections through $(hub).",
        see: """
          $(count) connections on $(date)\n$(rows)\nMinimum connecting time at $(hub): \
          $(#30-45) min.
          """),
      Move(
        "search_flights",
        #"""
        {"from": "$(from)", "to": "$(to)", "date": "$(date)", "sort": "layover"}
        """#, think: "Sorting by layover could show what I need.", see: "sorted by layover\n$(rows)"
      ),
    ],
    look: [
      Move(
        "connection_details", #"{"flights": "$(cur)"}"#,
        think: """
          $(cur) leaves $(cur.x) minutes at $(hub). I check gates and assistance.
          """,
        see: """
          $(cur)\nat $(hub): arrive gate $(A|B)$(#1-30), leave gate $(B|C)$(#1-40), $(cur.x) \
          min\nassistance: available on request\nfare €$(cur.y), journey $(cur.z) h $(#5-55) min
          """),
      Move(
        "connection_details", #"{"flights": "$(cur)", "include": ["history"]}"#,
        think: "How often was this change missed?",
        see: """
          $(cur): change made in $(#71-99) % of the last $(#20-60) runs, planned layover \
          $(cur.x) min, fare €$(cur.y)
          """),
    ],
    aside: [
      Move(
        "airport_map", #"{"airport": "$(hub)"}"#, think: "The walk between the piers matters.",
        see: """
          $(hub): pier A to B $(#6-12) min, B to C $(#9-18) min on foot, shuttle every $(#5-10) \
          min. Passport control between B and C.
          """)
    ],
    finish: Move(
      "hold", #"{"flights": "$(pick)", "date": "$(date)", "hours": 24}"#,
      think: "$(pick) gives $(pick.x) minutes. I hold it for 24 hours.",
      see: "Held until tomorrow: $(pick), €$(pick.y). Hold code H$(hex5)."),
    slip: Move(
      "hold", #"{"flights": "$(alt)", "date": "$(date)", "hours": 24}"#,
      think: "I hold the connection I looked at last.",
      see: "Held until tomorrow: $(alt), €$(alt.y). Hold code H$(hex5)."),
    drift: [
      Move(
        "weather", #"{"place": "$(to)"}"#, think: "What will the weather be in $(to)?",
        see: "$(to): $(#4-27) °C, wind $(#5-50) km/h, showers in the afternoon."),
      Move(
        "hotel_search", #"{"city": "$(hub)"}"#, think: "A hotel in $(hub) would be a way to rest.",
        see: "$(#3-12) hotels near the airport, from €$(#60-140) a night."),
    ],
    done: [
      """
      $(best) leaves $(best.x) minutes at $(hub), €$(best.y). I hold it for 24 hours.
      """,
      """
      Held: $(best) for €$(best.y), change of planes $(best.x) min, journey about $(best.z) h.
      """,
    ],
    overLimit: .init(
      answers: [
        """
        $(pick) is held: $(pick.x) minutes at $(hub) should do if all is on time.
        """, "Longest change I found is $(pick.x) min with $(pick), €$(pick.y).",
      ],
      reasons: [
        "$(pick.x) min to change planes, $(limit) min were required.",
        "Layover too short by $(over) min for the stated need.",
      ]),
    wrong: .init(
      answers: [
        "Held $(alt) for the customer, as requested.",
        "$(alt) has a change of $(best.x) min and is held.",
      ],
      reasons: [
        "Held $(alt) although $(best) was the connection that fits.",
        "Layover of one connection reported for another.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) with $(fake.x) min at $(hub), and a cart will wait at the gate.
        """,
        """
        The airline extended the change of $(best) to $(fake.x) min for this customer.
        """,
      ],
      reasons: [
        "No cart was requested and no such connection is listed.",
        "An extension of the change is not supported by any tool result.",
      ]),
    astray: .init(
      answers: [
        "$(to) expects showers in the afternoon, so pack a raincoat.",
        "There are several hotels near the airport of $(hub).",
      ],
      reasons: ["The weather or hotels were not what the customer asked about."]))

  private static let upgrade = Scenario(
    domain: "travel", template: "baggage-price", site: "skylark-air", tools: tools,
    slots: [
      "ref": ["BG$(hex4)", "WR$(hex4)"],
      "thing": ["a bicycle", "a cello", "skis", "a surfboard 210 cm", "diving gear"],
      "subject": ["$(thing) on booking $(ref)"],
    ],
    names: [
      "tariff \"Sport\"", "tariff \"Bulky\"", "extra seat", "cargo desk",
      "partner courier $(brand)", "tariff \"Music\"", "second checked bag", "tariff \"Special\"",
    ],
    limit: 30...160, y: 15...50, z: 1...72,
    goals: [
      """
      Customer on $(ref) wants to take $(thing) along for €$(limit) at most. Find the way and \
      add it to the booking.
      """,
      """
      What is the cheapest allowed way to take $(thing) on booking $(ref)? It may cost up to \
      €$(limit).
      """,
    ],
    row: "- $(r) [$(r.code)]: €$(r.x), up to $(r.y) kg, book $(r.z) h ahead",
    search: [
      Move(
        "baggage_options", #"{"reference": "$(ref)", "item": "$(thing)"}"#,
        think: "I list what the airline offers for $(thing).",
        see: "Options for $(thing)\n$(rows)\nPrices per direction."),
      Move(
        "search_rules", #"{"text": "$(thing)", "manual": "baggage"}"#,
        think: "The baggage manual may know cheaper ways.",
        see: """
          Manual, chapter $(#3-12): \"$(thing)\" may travel under these tariffs:\n$(rows)
          """),
    ],
    look: [
      Move(
        "option_details", #"{"code": $(cur.code)}"#, think: "I read the small print of $(cur).",
        see: """
          $(cur) (code $(cur.code))\n€$(cur.x) per direction, weight limit $(cur.y) kg\nbook at \
          least $(cur.z) h ahead; packing: $(hard case|bag with padding|original box)
          """),
      Move(
        "check_space", #"{"code": $(cur.code), "reference": "$(ref)"}"#,
        think: "Is there room left under $(cur)?",
        see: """
          {\"code\": $(cur.code), \"free\": $(#1-6), \"price\": $(cur.x), \"currency\": \"EUR\",\
           \"max_kg\": $(cur.y)}
          """),
    ],
    aside: [
      Move(
        "get_booking", #"{"reference": "$(ref)"}"#, think: "Which fare does the booking have?",
        see: """
          $(ref): Classic, 1 checked bag of 23 kg included, departs in $(#3-40) days.
          """)
    ],
    finish: Move(
      "add_baggage", #"{"reference": "$(ref)", "code": $(pick.code)}"#,
      think: "I add $(pick) at €$(pick.x).", see: "$(pick) added to $(ref). €$(pick.x) charged."),
    slip: Move(
      "add_baggage", #"{"reference": "$(ref)", "code": $(alt.code)}"#,
      think: "Code $(alt.code) is what I noted, I add that.",
      see: "$(alt) added to $(ref). €$(alt.x) charged."),
    drift: [
      Move(
        "search_rules", #"{"text": "pets in cabin", "manual": "baggage"}"#,
        think: "The manual also has a chapter on pets.",
        see: "Pets up to 8 kg in a soft carrier, €$(#40-70), two per cabin.")
    ],
    done: ["$(best) is added to $(ref): €$(best.x), up to $(best.y) kg."],
    overLimit: .init(
      answers: [
        "$(thing) can travel under $(pick) for €$(pick.x); I added it.",
        "The nearest option is $(pick), €$(over) above the limit.",
      ],
      reasons: [
        "€$(pick.x) against an agreed maximum of €$(limit).",
        "Not within the amount that the customer allowed.",
      ]),
    wrong: .init(
      answers: ["Added: code $(alt.code)."],
      reasons: ["Wrong tariff on the booking: $(alt) where $(best) was due."]),
    invented: .init(
      answers: [
        """
        $(thing) flies free of charge under the loyalty rule, nothing to pay.
        """, "$(fake) costs €$(fake.x) and includes insurance.",
      ],
      reasons: [
        "A loyalty rule is not mentioned in the manual.", "Insurance was made up by the agent.",
      ]),
    astray: .init(
      answers: ["Pets up to 8 kg may travel in the cabin in a soft carrier."],
      reasons: ["The question was about $(thing), not pets."]))
}
