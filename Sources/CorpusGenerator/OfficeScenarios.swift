/// Calendar, rooms and mail of an invented office.
enum OfficeScenarios {
  static let all = [roomCost, invoiceMail, moveMeeting]

  private static let prompt = """
    You manage calendar and mail for a team. Ask nothing back; act with the tools and report \
    what you did.
    """

  private static let tools = #"""
    [{"type":"function","function":{"name":"calendar","parameters":{"type":"object",\#
    "properties":{"op":{"type":"string","enum":["list","find","book","move"]},\#
    "args":{"type":"object"}},"required":["op"]}}},{"type":"function",\#
    "function":{"name":"mail","parameters":{"type":"object",\#
    "properties":{"op":{"type":"string","enum":["search","read","forward"]},\#
    "args":{"type":"object"}},"required":["op"]}}}]
    """#

  private static let roomCost = Scenario(
    domain: "office", template: "room-cost", site: "deskmate", systemPrompt: prompt, tools: tools,
    slots: [
      "event": [
        "budget review", "design workshop", "interview day", "revue de sprint", "safety training",
      ], "date": ["2025-0$(#2-9)-$(#10-28)"], "subject": ["a room for the $(event)"],
    ],
    names: [
      "room Larch", "room Basalt", "room Été", "room 松", "room Harbour", "room \"Loft 3\"",
      "room Quince", "room Delta",
    ],
    limit: 30...240, decimals: 0, y: 10...40, z: 1...9,
    goals: [
      """
      Book a room for the $(event) on $(date) for at most $(limit) credits. We are $(#5-9) \
      people.
      """,
      """
      The $(event) on $(date) needs a room; the cost centre has $(limit) credits left. Book \
      and tell me floor and seats.
      """,
    ],
    row: "$(r) (#$(r.code)): $(r.x) credits, $(r.y) seats, floor $(r.z)",
    search: [
      Move(
        "calendar", #"{"op": "find", "args": {"what": "room", "date": "$(date)"}}"#,
        think: "Which rooms are free on $(date)?", see: "free on $(date), 09:00-17:00\n$(rows)"),
      Move(
        "calendar",
        #"""
        {"op": "find", "args": {"max_credits": $(limit), "date": "$(date)", "exact": false}}
        """#, think: "Now with the cost as a filter.",
        see: "exact = false, near matches included\n$(rows)"),
    ],
    look: [
      Move(
        "calendar", #"{"op": "list", "args": {"room": $(cur.code), "date": "$(date)"}}"#,
        think: "Is $(cur) free all day, and what does it cost with screen?",
        see: """
          $(cur), $(date)\n09:00-17:00 free\ncost: $(cur.x) credits a day, $(screen \
          included|screen on request)\nseats: $(cur.y), floor $(cur.z), $(daylight|no window)
          """),
      Move(
        "room_info", #"{"id": $(cur.code)}"#, think: "The equipment of $(cur)?",
        see: """
          {\"name\": \"$(cur)\", \"seats\": $(cur.y), \"credits\": $(cur.x), \"floor\": \
          $(cur.z), \"has\": [\"whiteboard\", \"$(camera|projector)\"]}
          """),
    ],
    aside: [
      Move(
        "mail", #"{"op": "search", "args": {"text": "$(event)"}}"#,
        think: "Did somebody write about special needs?",
        see: "2 messages: \"agenda $(event)\", \"please a room with daylight\""),
      Move(
        "calendar", #"{"op": "list", "args": {"date": "$(date)"}}"#,
        think: "What else is on that day?",
        see: "$(date): 08:30 stand-up, 12:00 lunch talk, 16:00 fire drill"),
    ],
    finish: Move(
      "calendar",
      #"""
      {"op": "book", "args": {"room": $(pick.code), "date": "$(date)", "title": "$(event)"}}
      """#, think: "I book $(pick) for $(pick.x) credits.",
      see: """
        booked: $(pick), $(date) 09:00-17:00, $(pick.x) credits, \"$(event)\"
        """),
    slip: Move(
      "calendar",
      #"""
      {"op": "book", "args": {"room": $(best.code), "date": "$(tomorrow|next week)"}}
      """#, think: "The room is right, I book it.",
      see: "booked: $(best), not on $(date), $(best.x) credits"),
    drift: [
      Move(
        "mail", #"{"op": "search", "args": {"text": "canteen menu"}}"#,
        think: "A look at the canteen menu in between.",
        see: "1 message: \"Menu of the week\": lentil stew, dumplings, crêpes"),
      Move(
        "calendar", #"{"op": "find", "args": {"what": "bike rack"}}"#,
        think: "Are there bike racks to book?", see: "$(#2-20) racks in the yard, free of charge"),
    ],
    done: [
      """
      $(best) is booked for the $(event) on $(date): $(best.x) credits, floor $(best.z), \
      $(best.y) seats.
      """, "Booked $(best) ($(best.x) of $(limit) credits), floor $(best.z), $(best.y) seats.",
    ],
    overLimit: .init(
      answers: [
        """
        $(pick) is booked, $(pick.x) credits, $(pick.y) seats on floor $(pick.z).
        """,
        """
        Only $(pick) looked suitable; it costs $(pick.x) credits, $(over) more than you have.
        """,
      ],
      reasons: [
        "Cost centre overdrawn: $(pick.x) credits, $(limit) available.",
        "Booking exceeds the credits by $(over).",
      ]),
    wrong: .init(
      answers: ["$(best) is booked for the $(event).", "Booked, $(best.x) credits."],
      reasons: ["Booked on a day other than $(date).", "Date mismatch in the calendar entry."]),
    invented: .init(
      answers: [
        """
        $(fake) is booked for $(fake.x) credits, and coffee is ordered for 10:00.
        """,
        """
        I asked facility services, they give us $(best) for $(fake.x) credits.
        """,
      ],
      reasons: [
        "Neither coffee nor booking can be found in the log.",
        "No message to facility services was sent.",
      ]),
    astray: .init(
      answers: [
        "This week: lentil stew, dumplings and crêpes.",
        "There are bike racks in the yard, free of charge.",
      ],
      reasons: ["Canteen menu or bike racks in place of a room."]))

  private static let invoiceMail = Scenario(
    domain: "office", template: "invoice-mail", site: "deskmate", systemPrompt: prompt,
    tools: tools,
    slots: [
      "month": ["January", "March", "mai", "August", "November"],
      "service": ["cleaning", "print", "cloud storage", "plant care"],
      "subject": ["the $(service) invoice of $(month)"],
    ],
    names: [
      "$(brand) Services", "$(brand) GmbH", "$(brand) et fils", "$(brand) Büro", "$(brand) 株式会社",
      "$(brand) Ltd",
    ],
    limit: 90...900, y: 1...28, z: 7...60,
    goals: [
      """
      Among the $(service) invoices that arrived in $(month) find the one of at most \
      €$(limit) and forward it to accounts with its number.
      """,
      """
      One $(service) invoice of $(month) is within our approval limit of €$(limit). Forward \
      it to accounts, leave the others.
      """,
    ],
    row: "[$(r.code)] $(r) - €$(r.x) - $(month) $(r.y) - due in $(r.z) days",
    search: [
      Move(
        "mail",
        #"""
        {"op": "search", "args": {"text": "$(service) invoice", "month": "$(month)"}}
        """#, think: "I search the mailbox for $(service) invoices of $(month).",
        see: "$(count) messages with attachment\n$(rows)"),
      Move(
        "mail",
        #"""
        {"op": "search", "args": {"has": "attachment", "folder": "archive"}}
        """#, think: "Some may be in the archive.", see: "archive and inbox together:\n$(rows)"),
    ],
    look: [
      Move(
        "mail", #"{"op": "read", "args": {"id": $(cur.code)}}"#,
        think: "I open the message of $(cur) and read the total.",
        see: """
          From: billing desk of $(cur)\nSubject: Invoice $(cur.code)\n\nDear team,\nplease find \
          attached our invoice for $(service) ($(month)).\nTotal incl. VAT: €$(cur.x)\nPayable \
          within $(cur.z) days. \"Thank you for your trust\"\n\nAttachment: \
          invoice_$(cur.code).pdf ($(#40-400) kB)
          """),
      Move(
        "open_attachment", #"{"message": $(cur.code), "name": "invoice_$(cur.code).pdf"}"#,
        think: "The attachment is what counts.",
        see: """
          INVOICE $(cur.code)\n$(cur)\n$(#1-9) x $(service) ...... €$(#10-90).00\nTotal \
          €$(cur.x)\nIBAN on file, due in $(cur.z) days
          """),
    ],
    aside: [
      Move(
        "mail", #"{"op": "search", "args": {"text": "approval limit"}}"#,
        think: "What is the rule about the limit?",
        see: """
          \"Approval limits\": up to €$(limit) team, above that head of unit. Totals count with \
          VAT.
          """)
    ],
    finish: Move(
      "mail",
      #"""
      {"op": "forward", "args": {"id": $(pick.code), "to": "accounts", "note": "invoice \#
      $(pick.code)"}}
      """#, think: "The total of $(pick) is €$(pick.x). I forward it.",
      see: "forwarded $(pick.code) ($(pick), €$(pick.x)) to accounts"),
    slip: Move(
      "mail", #"{"op": "forward", "args": {"id": $(best.code), "to": "all-staff"}}"#,
      think: "I forward it; the address completes itself.",
      see: "forwarded $(best.code) to all-staff ($(#40-400) recipients)"),
    drift: [
      Move(
        "mail", #"{"op": "search", "args": {"text": "summer party"}}"#,
        think: "A thread on the summer party, that is fun to read.",
        see: """
          $(#8-60) messages: \"grill or buffet?\", \"who brings salad\", \"band found!\"
          """)
    ],
    done: [
      """
      Invoice $(best.code) of $(best) (€$(best.x), due in $(best.z) days) is forwarded to \
      accounts.
      """
    ],
    overLimit: .init(
      answers: [
        "Forwarded invoice $(pick.code) of $(pick), €$(pick.x).",
        """
        The smallest that I read is €$(pick.x) by $(pick); I have forwarded nothing.
        """,
      ],
      reasons: [
        "€$(pick.x) needs another approval; the limit is €$(limit).",
        "Invoice is beyond the approval limit by €$(over).",
      ]),
    wrong: .init(
      answers: ["The invoice is forwarded."],
      reasons: ["Sent to all-staff, accounts was asked for.", "Recipient wrong."]),
    invented: .init(
      answers: [
        """
        Invoice $(fake.code) of $(fake) over €$(fake.x) is forwarded and already paid.
        """, "$(best) granted a discount, so the total is €$(fake.x).",
      ],
      reasons: [
        "Payment is asserted without any evidence.",
        "No discount in the message or the attachment.",
      ]),
    astray: .init(
      answers: ["For the party there will be a band; salads are still missing."],
      reasons: ["Summary of a private thread, invoices ignored."]))

  private static let moveMeeting = Scenario(
    domain: "office", template: "move-meeting", site: "deskmate", tools: tools,
    slots: [
      "meeting": ["quarterly review", "vendor call", "onboarding round", "Jour fixe"],
      "subject": ["moving the $(meeting)"],
    ],
    names: [
      "Mon 0$(#8-9):30", "Tue 10:$(#10-50)", "Tue 14:$(#10-50)", "Wed 11:$(#10-50)",
      "Thu 09:$(#10-50)", "Thu 15:$(#10-50)", "Fri 08:$(#10-50)", "Fri 13:$(#10-50)",
    ],
    limit: 2...14, decimals: 0, y: 1...6, z: 4...12,
    goals: [
      """
      Move the $(meeting) to a slot at most $(limit) days after its present date in which all \
      can attend.
      """,
      """
      The $(meeting) must be shifted, by $(limit) days at the most. Find the slot and move it.
      """,
    ],
    row: "slot $(r.code) $(r): +$(r.x) days, all $(r.z) can attend, $(r.y) rooms free",
    search: [
      Move(
        "calendar",
        #"""
        {"op": "find", "args": {"meeting": "$(meeting)", "within_days": $(limit)}}
        """#, think: "I ask for common free slots.", see: "$(count) slots\n$(rows)")
    ],
    look: [
      Move(
        "calendar", #"{"op": "list", "args": {"slot": $(cur.code)}}"#,
        think: "Who is free at $(cur)?",
        see: """
          $(cur) (+$(cur.x) days): all $(cur.z) invited are free, $(cur.y) rooms free, $(#0-2) tentative holds
          """),
      Move(
        "calendar", #"{"op": "list", "args": {"slot": $(cur.code), "rooms": true}}"#,
        think: "And is there a room at $(cur)?",
        see: """
          slot $(cur.code), +$(cur.x) days: $(cur.y) rooms are free, among them Larch, and all $(cur.z) can come
          """),
    ],
    aside: [
      Move(
        "mail", #"{"op": "search", "args": {"text": "$(meeting)"}}"#,
        think: "Any wishes in the mail?", see: "1 message: \"please not before nine\"")
    ],
    finish: Move(
      "calendar",
      #"""
      {"op": "move", "args": {"meeting": "$(meeting)", "slot": $(pick.code)}}
      """#, think: "I move it to $(pick), $(pick.x) days later.",
      see: "moved: $(meeting) -> $(pick) (+$(pick.x) days), invitations sent"),
    slip: Move(
      "calendar",
      #"""
      {"op": "move", "args": {"meeting": "$(meeting) (series)", "slot": $(alt.code)}}
      """#, think: "I move the entry that comes first.",
      see: "moved: $(meeting) (series, $(#5-40) dates) -> $(alt)"),
    drift: [
      Move(
        "calendar", #"{"op": "list", "args": {"what": "public holidays"}}"#,
        think: "When are the next holidays? A long weekend would be fine.",
        see: "next: in $(#9-60) days, then in $(#61-120) days")
    ],
    done: ["The $(meeting) is on $(best) now, $(best.x) days later; all $(best.z) can attend."],
    overLimit: .init(
      answers: [
        "Moved to $(pick), $(pick.x) days later.",
        "The first slot in which all can attend is $(pick) (+$(pick.x) days).",
      ],
      reasons: [
        "Shifted by $(pick.x) days, $(limit) were the most.",
        "Outside the wanted date range by $(over) days.",
      ]),
    wrong: .init(
      answers: ["The $(meeting) has been moved."],
      reasons: [
        "The whole series was moved in place of one date.",
        "Expected slot $(best.code), found $(alt.code) and a changed series.",
      ]),
    invented: .init(
      answers: [
        "All have confirmed $(fake) by mail, +$(fake.x) days.",
        "Moved to $(best); the room is upgraded to a larger one.",
      ], reasons: ["No confirmations were received.", "Room upgrade is imagined."]),
    astray: .init(
      answers: ["The next long weekend is a few weeks off."],
      reasons: ["Public holidays do not move a meeting; irrelevant."]))
}
