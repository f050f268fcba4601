/// Finding suppliers on an invented trade platform.
enum ProcurementScenarios {
  static let all = [unitPrice, leadTime, shareOfRecycled]

  private static let prompt = """
    You are a purchasing assistant. Use the tools, quote what the platform shows, and name \
    supplier, price and terms in the answer.
    """

  private static let tools = #"""
    [{"type":"function","function":{"name":"find_suppliers","description":"Search the \#
    supplier directory","parameters":{"type":"object",\#
    "properties":{"material":{"type":"string"},"filters":{"type":"object"}},\#
    "required":["material"]}}},{"type":"function","function":{"name":"get_quote",\#
    "description":"Price and terms of one supplier","parameters":{"type":"object",\#
    "properties":{"supplier_id":{"type":"integer"},"quantity_kg":{"type":"number"}},\#
    "required":["supplier_id"]}}},{"type":"function","function":{"name":"shortlist",\#
    "parameters":{"type":"object","properties":{"supplier_id":{"type":"integer"},\#
    "note":{"type":"string"}},"required":["supplier_id"]}}}]
    """#

  private static let unitPrice = Scenario(
    domain: "procurement", template: "unit-price", site: "tradewharf", systemPrompt: prompt,
    tools: tools,
    slots: [
      "material": [
        "brass rod 12 mm", "aluminium sheet 2 mm", "PTFE tape", "stainless mesh", "silicone tube",
        "nickel wire", "épicéa boards",
      ],
      "moq": ["50", "80", "100", "150", "200"],
      "subject": ["the $(material) sourcing", "a supplier for $(material)"],
    ],
    names: [
      "$(brand) Metals", "$(brand) Industrie", "$(brand) Trading", "$(brand) 金属",
      "$(brand) & Co. Supply", "$(brand) Works",
    ],
    limit: 4...48, y: 5...49, z: 3...45,
    goals: [
      """
      Find a supplier of $(material) at no more than $$(limit) per kg with a minimum order \
      below $(moq) kg, and shortlist it.
      """,
      """
      We need $(material): price up to $$(limit)/kg, MOQ under $(moq) kg. Who can deliver, \
      and on what terms?
      """,
      "Shortlist one supplier for $(material). Hard limit: $$(limit) per kg.",
    ],
    row: "#$(r.code) $(r) | $$(r.x)/kg | MOQ $(r.y) kg | ships in $(r.z) d",
    search: [
      Move(
        "find_suppliers", #"{"material": "$(material)", "filters": {"max_price": $(limit)}}"#,
        think: "First I list who offers $(material) at all.",
        see: """
          $(count) suppliers for \"$(material)\" (the price filter applies to list prices \
          before surcharges):\n$(rows)
          """),
      Move(
        "find_suppliers",
        #"""
        {"material": "$(material)", "filters": {"moq_below": $(moq), "verified": true}}
        """#, think: "Now only verified suppliers with a small minimum order.",
        see: "Verified suppliers first:\n$(rows)\nLast update: $(today|yesterday)."),
    ],
    look: [
      Move(
        "get_quote", #"{"supplier_id": $(cur.code), "quantity_kg": $(moq)}"#,
        think: """
          $(cur) asks $$(cur.x) per kg according to the list. I request a quote to see \
          surcharges.
          """,
        see: """
          Quote $(#10000-99999) from $(cur)\nmaterial: $(material)\nunit price: \
          $$(cur.x)/kg\nminimum order: $(cur.y) kg\nlead time: $(cur.z) days\npayment: $(30 % \
          in advance|net 30|net 14)\nvalid for $(#5-30) days
          """),
      Move(
        "get_quote", #"{"supplier_id": $(cur.code)}"#,
        think: """
          What are the terms of $(cur)? The MOQ of $(cur.y) kg needs a second look.
          """,
        see: """
          {\"supplier\": \"$(cur)\", \"unit_price\": $(cur.x), \"currency\": \"USD\", \
          \"moq_kg\": $(cur.y), \"lead_days\": $(cur.z), \"incoterm\": \"$(EXW|FCA|DAP)\", \
          \"certificates\": [\"$(ISO 9001|REACH|RoHS)\"]}
          """),
    ],
    aside: [
      Move(
        "market_price", #"{"material": "$(material)", "days": $(#7-90)}"#,
        think: "To judge these prices I look at the market index.",
        see: """
          Index for $(material): $(#95-120).$(#0-9) ($(+|-)$(#0-6).$(#0-9) % in 30 days). \
          Source: platform trades.
          """),
      Move(
        "read_terms", #"{"topic": "surcharges"}"#,
        think: "Small orders may carry a surcharge; I read the terms.",
        see: """
          Orders below the MOQ: not accepted. Energy surcharge: shown in the quote. Samples up \
          to 2 kg: list price plus $$(#15-60).
          """),
    ],
    finish: Move(
      "shortlist",
      #"""
      {"supplier_id": $(pick.code), "note": "$(pick.x)/kg, MOQ $(pick.y) kg"}
      """#, think: "$(pick) is the best I have found: $$(pick.x)/kg, MOQ $(pick.y) kg.",
      see: "Shortlisted: $(pick). Buyers see it under \"$(material)\"."),
    slip: Move(
      "shortlist", #"{"supplier_id": $(alt.code), "note": "MOQ $(best.y) kg"}"#,
      think: """
        I shortlist the supplier with the good quote. Its number should be $(alt.code).
        """, see: "Shortlisted: $(alt). Buyers see it under \"$(material)\"."),
    drift: [
      Move(
        "market_price", #"{"material": "copper", "days": 365}"#,
        think: """
          The index has a long history, a chart of copper would round off the picture.
          """,
        see: """
          Copper, 365 days: low $(#7000-7900), high $(#9000-9900), mean $(#8000-8900) USD/t.
          """),
      Move(
        "read_news", #"{"section": "logistics"}"#,
        think: "Freight rates matter for every buyer, so I read the logistics news.",
        see: """
          Container rates on the eastern route fell by $(#3-19) % in a month. Port strikes are \
          announced for week $(#20-40).
          """),
    ],
    done: [
      """
      $(best) delivers $(material) at $$(best.x)/kg (limit $$(limit)), MOQ $(best.y) kg, lead \
      time $(best.z) days; it is on the shortlist.
      """,
      "Shortlisted $(best): $$(best.x)/kg, minimum order $(best.y) kg, ships in $(best.z) days.",
    ],
    overLimit: .init(
      answers: [
        """
        I shortlisted $(pick) at $$(pick.x) per kg; lead time is $(pick.z) days.
        """,
        """
        Of $(count) suppliers $(pick) comes closest with $$(pick.x)/kg and a minimum order of \
        $(pick.y) kg.
        """,
      ],
      reasons: [
        "$$(pick.x)/kg is above the hard limit of $$(limit)/kg.",
        """
        Price constraint not met: every shortlisted offer exceeds $$(limit) per kg.
        """,
      ]),
    wrong: .init(
      answers: [
        "Shortlisted the best supplier, #$(alt.code), for $(material).",
        "$(alt) offers $$(best.x)/kg with MOQ $(best.y) kg.",
      ],
      reasons: [
        "Terms of $(best) were attributed to $(alt).",
        """
        Supplier #$(best.code) was expected on the shortlist, #$(alt.code) is there.
        """,
      ]),
    invented: .init(
      answers: [
        "$(fake) offers $(material) at $$(fake.x)/kg with no minimum order.",
        "$(best) confirmed a discount to $$(fake.x)/kg on the phone.",
      ],
      reasons: [
        "$(fake) is not in the supplier directory.",
        "No phone call took place; the discount is an invention.",
      ]),
    astray: .init(
      answers: [
        "Copper moved a lot over the year; the chart shows a clear low and a clear high.",
        """
        Container rates are falling, so it is a good time for imports in general.
        """,
      ],
      reasons: ["Market commentary instead of a supplier for $(material)."]))

  private static let leadTime = Scenario(
    domain: "procurement", template: "lead-time", site: "tradewharf", systemPrompt: prompt,
    tools: tools,
    slots: [
      "part": [
        "M8 hex bolts", "ball bearings 6204", "LED drivers 24 V", "hydraulic seals",
        "Kühlkörper (heat sinks)", "toggle switches",
      ],
      "amount": ["500", "1200", "2500", "8000"],
      "subject": ["the rush order of $(part)"],
    ],
    names: [
      "$(brand) Fasteners", "$(brand) Komponenten", "$(brand) Parts", "$(brand) 工业",
      "$(brand) Direct", "$(brand) \"Express\" Supply",
    ],
    limit: 5...30, decimals: 0, y: 12...940, z: 60...99,
    goals: [
      """
      Line 2 stops without $(amount) $(part). Find who can have them here in at most \
      $(limit) days and send an inquiry.
      """,
      """
      Who delivers $(amount) pieces of $(part) within $(limit) days? Give the total price \
      and the on-time rate.
      """,
    ],
    row: "$(r.code) | $(r) | $(r.x) days | €$(r.y) total | on time $(r.z) %",
    search: [
      Move(
        "find_suppliers",
        #"""
        {"material": "$(part)", "filters": {"max_days": $(limit), "quantity": $(amount)}}
        """#, think: "Time is what counts, I search with the number of days.",
        see: """
          id | supplier | lead time | price | reliability\n$(rows)\n(nearest lead times are \
          shown when none fits)
          """),
      Move(
        "find_suppliers", #"{"material": "$(part)", "filters": {"region": "$(north|EU|any)"}}"#,
        think: "Perhaps a regional stock helps.", see: "Stock by region changes hourly.\n$(rows)"),
    ],
    look: [
      Move(
        "get_quote",
        #"""
        {"supplier_id": $(cur.code), "quantity": $(amount), "express": $(true|false)}
        """#, think: "I ask $(cur) for a binding date; the list says $(cur.x) days.",
        see: """
          $(cur): $(amount) x $(part)\ndelivery: $(cur.x) days after order\nprice: €$(cur.y) \
          total, freight included\non-time deliveries last year: $(cur.z) %\nremark: $(part \
          shipment possible|cut-off 11:30|weekend handling not offered)
          """),
      Move(
        "supplier_profile", #"{"id": $(cur.code), "sections": ["stock", "history"]}"#,
        think: """
          A promise is worth what the history says, so I open the profile of $(cur).
          """,
        see: """
          $(cur)\nmember for $(#1-14) years, $(#20-900) orders, $(cur.z) % on time\nstock of \
          $(part): $(#100-9000) pcs in hall $(A|B|C)\nusual lead time for $(amount) pcs: \
          $(cur.x) days
          """),
    ],
    aside: [
      Move(
        "calendar", #"{"range": "next 30 days"}"#, think: "Public holidays could cost days.",
        see: """
          $(#1-2) public holidays in the next 30 days. Warehouse closed on Sundays. Incoming \
          goods: 06:00-18:00.
          """),
      Move(
        "inventory", #"{"part": "$(part)"}"#, think: "How long do our own stocks last?",
        see: """
          $(part): $(#0-400) pcs on hand, use $(#20-90) pcs a day, $(0|1) open orders.
          """),
    ],
    finish: Move(
      "send_inquiry",
      #"""
      {"supplier_id": $(pick.code), "quantity": $(amount), "needed_in_days": $(limit)}
      """#, think: "$(pick) with $(pick.x) days is the one to ask.",
      see: """
        Inquiry INQ-$(#1000-9999) sent to $(pick). Lead time on file: $(pick.x) days.
        """),
    slip: Move(
      "send_inquiry", #"{"supplier_id": $(best.code), "quantity": $(#10-99)}"#,
      think: "I send the inquiry now, the quantity is in the form already.",
      see: "Inquiry INQ-$(#1000-9999) sent to $(best) for $(#10-99) pcs."),
    drift: [
      Move(
        "supplier_profile", #"{"id": $(cur.code), "sections": ["sustainability"]}"#,
        think: "Their sustainability report is worth a look.",
        see: """
          $(cur): solar roof of $(#40-400) kW, $(#10-60) % fewer emissions than five years ago.
          """),
      Move(
        "inventory", #"{"part": "office paper"}"#,
        think: "While I am in the inventory, I check office supplies as well.",
        see: "office paper A4: $(#2-40) boxes, toner: $(#1-9), pens: $(#20-400)."),
    ],
    done: [
      """
      $(best) can deliver $(amount) $(part) in $(best.x) days for €$(best.y) (on time: \
      $(best.z) %). The inquiry is sent.
      """, "Inquiry sent to $(best): $(best.x) days, €$(best.y) in total, $(best.z) % on time.",
    ],
    overLimit: .init(
      answers: [
        "The fastest that I contacted is $(pick) with $(pick.x) days.",
        "$(pick) needs $(pick.x) days at €$(pick.y); I have not found anyone faster.",
      ],
      reasons: [
        "$(pick.x) days, but the line needs the parts in $(limit).",
        "Delivery date lies $(over) days after the deadline.",
      ]),
    wrong: .init(
      answers: [
        "Inquiry for $(part) sent to $(best).",
        "All set: $(best) has our request for $(amount) pieces.",
      ],
      reasons: [
        "Quantity in the inquiry is not $(amount).",
        "Expected quantity $(amount), the inquiry shows a two-digit number.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) has all $(amount) pieces on the shelf and delivers in $(fake.x) days.
        """, "$(best) guarantees delivery in $(fake.x) days with a penalty clause.",
      ],
      reasons: [
        "Supplier name and lead time are fictitious.",
        "No penalty clause or guarantee is to be found in the quotes.",
      ]),
    astray: .init(
      answers: [
        "Several suppliers have invested in solar roofs.",
        "Office supplies are well stocked; only toner should be ordered soon.",
      ],
      reasons: ["Nothing about $(part) in the reply."]))

  private static let shareOfRecycled = Scenario(
    domain: "procurement", template: "recycled-share", site: "tradewharf", tools: tools,
    slots: [
      "good": [
        "shipping cartons", "PET pellets", "paper bags", "Papierrollen 80 g", "aluminium blanks",
      ],
      "subject": ["the offer for recycled $(good)"],
    ],
    names: [
      "$(brand) Packaging", "$(brand) Cycle", "$(brand) Carton", "$(brand) 再生", "$(brand) Mill",
      "$(brand) Vert",
    ],
    limit: 30...80, sense: .atLeast, decimals: 0, y: 210...1900, z: 1...30,
    goals: [
      """
      Our policy asks for at least $(limit) % recycled content. Which supplier of $(good) \
      fulfils it at the best price per tonne?
      """,
      """
      Find $(good) with a recycled share of $(limit) % or more; I need the certificate \
      number with the offer.
      """,
    ],
    row: "$(r) (id $(r.code)) - recycled $(r.x) % - €$(r.y)/t - from $(r.z) t",
    search: [
      Move(
        "find_suppliers", #"{"material": "$(good)", "filters": {"recycled_min": $(limit)}}"#,
        think: "The directory has a field for recycled content, I use it.",
        see: "Search hits ($(count)), declared shares:\n$(rows)"),
      Move(
        "find_suppliers", #"{"material": "$(good)", "filters": {"certificate": true}}"#,
        think: "Only offers with a certificate are of use.",
        see: "With certificate on file:\n$(rows)"),
    ],
    look: [
      Move(
        "get_certificate", #"{"supplier_id": $(cur.code)}"#,
        think: """
          $(cur) declares $(cur.x) %. The certificate tells whether that is audited.
          """,
        see: """
          Certificate RC-$(cur.code) for $(cur)\nrecycled content: $(cur.x) %, of it \
          post-consumer $(#10-29) %\naudit: passed, valid for $(#3-30) months\nscope: $(good)
          """),
      Move(
        "get_quote", #"{"supplier_id": $(cur.code), "unit": "t"}"#,
        think: "And the price of $(cur)?",
        see: """
          $(cur)\n€$(cur.y) per tonne from $(cur.z) t, recycled share $(cur.x) %\nfreight: \
          €$(#20-90)/t up to 300 km
          """),
    ],
    aside: [
      Move(
        "open_policy", #"{"document": "purchasing-policy", "section": "$(#2-9)"}"#,
        think: "I want the exact wording of our policy.",
        see: """
          Section $(#2-9): recycled content counts by weight. The share must be certified. \
          Exceptions need written approval.
          """)
    ],
    finish: Move(
      "shortlist",
      #"""
      {"supplier_id": $(pick.code), "note": "RC-$(pick.code), $(pick.x) %"}
      """#, think: "$(pick) with $(pick.x) % and €$(pick.y)/t goes on the list.",
      see: "Shortlisted: $(pick), certificate RC-$(pick.code)."),
    slip: Move(
      "shortlist", #"{"supplier_id": $(best.code), "note": "RC-$(alt.code)"}"#,
      think: "I add the certificate number from the tab next to it.",
      see: "Shortlisted: $(best), certificate RC-$(alt.code)."),
    drift: [
      Move(
        "read_news", #"{"section": "regulation"}"#,
        think: "New rules on packaging are in the news, I read on.",
        see: """
          Draft rule: labels on packaging must state the sorting bin from next year. Comments \
          until the $(#2-28)th.
          """)
    ],
    done: [
      """
      $(best) has $(best.x) % recycled content (RC-$(best.code)) at €$(best.y)/t from \
      $(best.z) t; shortlisted.
      """
    ],
    overLimit: .init(
      answers: [
        """
        $(pick) is on the list: $(pick.x) % recycled, €$(pick.y)/t, certificate \
        RC-$(pick.code).
        """, "With $(pick.x) % the offer of $(pick) is close to the policy.",
      ],
      reasons: [
        "Policy asks for $(limit) %, the shortlisted good has $(pick.x) %.",
        "Minimum share not reached ($(over) points short).",
      ]),
    wrong: .init(
      answers: ["$(best) with certificate RC-$(alt.code) is shortlisted."],
      reasons: [
        """
        Certificate number belongs to another supplier; RC-$(best.code) expected.
        """, "Note holds RC-$(alt.code), which does not match the supplier.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) supplies $(good) with $(fake.x) % recycled content, certificate \
        RC-$(fake.code).
        """, "$(best) plans $(fake.x) % and has agreed to waive the freight.",
      ],
      reasons: [
        "Certificate RC-$(fake.code) was never retrieved.",
        "Waived freight: nothing of the kind in any quote.",
      ]),
    astray: .init(
      answers: ["From next year packaging must carry a label with the sorting bin."],
      reasons: ["Summary of a draft regulation, which nobody had asked for."]))
}
