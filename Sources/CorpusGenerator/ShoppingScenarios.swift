/// Buying things in an invented web shop.
enum ShoppingScenarios {
  static let all = [priceCeiling, sizeAndColour, batteryLife]

  private static let priceCeiling = Scenario(
    domain: "shopping", template: "price-ceiling", site: "lumenmart", errors: .browser,
    slots: [
      "item": [
        "electric kettle", "desk lamp", "air fryer", "handheld vacuum", "rice cooker",
        "加湿器 (humidifier)", "café grinder",
      ],
      "colour": ["black", "white", "sage green", "matte grey"],
      "subject": ["the $(colour) $(item)", "the $(item) order"],
    ],
    names: [
      "$(brand) Uno", "$(brand) Home $(#100-900)", "$(brand) Plus", "$(brand) 静音 Pro",
      "$(brand) \"Compact\"", "$(brand) Säntis",
    ],
    limit: 25...180, y: 31...2400, z: 2...5,
    goals: [
      """
      Buy one $(colour) $(item) for at most $$(limit), delivered within 5 days, and tell me what you ordered.
      """,
      """
      Wanted: $(item), $(colour). Budget: $$(limit) including delivery. Please put a suitable one in the cart and check out.
      """,
      "Find a $(colour) $(item) that costs no more than $$(limit) and order it.",
    ],
    row: "$(n). $(r) | $$(r.x) | $(r.y) reviews | delivery in $(r.z) days | SKU $(r.code)",
    search: [
      Move(
        "search", #"{"query": "$(colour) $(item)", "page": 1}"#,
        think: """
          I start with a plain search for a $(colour) $(item) and look at prices first.
          """,
        see: """
          Lumenmart > Search > \"$(colour) $(item)\"\n$(count) products\n$(rows)
          """),
      Move(
        "filter",
        #"""
        {"facet": "price", "max": $(limit), "sort": "$(price_asc|rating_desc)"}
        """#,
        think: """
          $(The list is unsorted, so I set the price facet to $$(limit).|A price filter saves \
          me from opening all $(count) pages.)
          """,
        see: """
          Filter \"up to $$(limit)\" applied. Sponsored products are always \
          shown.\n$(rows)\nSorted by $(price|rating).
          """),
    ],
    look: [
      Move(
        "open_product", #"{"sku": $(cur.code)}"#,
        think: """
          $(cur) is listed with $(cur.y) reviews; its page should tell me the final price and \
          the colours.
          """,
        see: """
          $(cur)\nPrice: $$(cur.x) $(incl. delivery|free delivery)\nColours: $(colour), $(red|navy|oak)\n$(cur.y) customer reviews, average \
          $(#3-4).$(#0-9) of 5\nIn stock, arrives in $(cur.z) days. Sold by $(brand) Direct, 2 \
          years of warranty.\n\"$(Does what it should, a bit loud.|Good value, the cable is \
          short.|Bought it twice already.|Très pratique, mais un peu petit.)\"
          """),
      Move(
        "open_product", #"{"sku": $(cur.code), "tab": "details"}"#,
        think: """
          Let me check the details of $(cur) before comparing, the price alone ($$(cur.x)) is \
          not enough.
          """,
        see: """
          $(cur) - details\nWeight $(#1-4).$(#1-9) kg, power $(#300-2200) W, cable 1.$(#0-9) \
          m\nPrice today $$(cur.x) (last month $$(#40-400).00)\nReturns within 30 days. \
          Delivery time: $(cur.z) working days.\nAvailable in: $(colour), cream
          """),
    ],
    aside: [
      Move(
        "view_cart", #"{}"#,
        think: "I want to be sure that the cart is empty before I add anything.",
        see: """
          Your cart is empty. $(Coupons: none.|A coupon FIRST5 ($5 off orders above $250) is \
          on your account.)
          """),
      Move(
        "read_page", #"{"url": "/help/delivery"}"#,
        think: """
          Delivery could push the sum over $$(limit), so I read the delivery terms.
          """,
        see: """
          Delivery is included in the prices shown. Islands: $12.00. Orders \
          placed before 14:00 leave the same day. Bulky goods: 2 more days.
          """),
    ],
    finish: Move(
      "checkout",
      #"""
      {"items": [{"sku": $(pick.code), "quantity": 1, "colour": "$(colour)"}], "payment": \#
      "saved card"}
      """#, think: "$(pick) at $$(pick.x) is my choice. I place the order.",
      see: """
        Thank you for your order LM-$(#100000-999999).\n1 x $(pick), $(colour): \
        $$(pick.x)\nArrives in $(pick.z) days.
        """),
    slip: Move(
      "checkout", #"{"items": [{"sku": $(alt.code), "quantity": $(#2-3)}]}"#,
      think: "I add the item that is open in the tab and pay.",
      see: """
        Thank you for your order LM-$(#100000-999999).\n$(#2-3) x $(alt), $(terracotta|sky \
        blue): $$(alt.x) each.
        """),
    drift: [
      Move(
        "open_page", #"{"url": "/magazine/$(kitchen|living)-trends"}"#,
        think: """
          There is a magazine article on trends, it might be interesting for the customer.
          """,
        see: """
          Magazine: seven colours for a calm home. 1. Clay. 2. Moss. 3. Fog. Our readers voted \
          \"Moss\" the colour of the season ($(#31-58) %).
          """),
      Move(
        "search", #"{"query": "gift cards"}"#,
        think: "Gift cards may be a nice alternative, I look at these now.",
        see: """
          Gift cards from $10 to $200, sent by mail within an hour. Designs: birthday, winter,\
           thank you.
          """),
    ],
    done: [
      """
      Done: I ordered $(best) in $(colour) for $$(best.x), within the budget of $$(limit). It \
      arrives in $(best.z) days.
      """, "$(best) is on its way ($$(best.x), $(best.y) reviews).",
    ],
    overLimit: .init(
      answers: [
        """
        I ordered $(pick) for $$(pick.x). It is a little more than planned, but the reviews \
        are good.
        """,
        """
        The best fit is $(pick) at $$(pick.x), $$(over) above what you wanted to spend.
        """,
      ],
      reasons: [
        "Over budget: $$(pick.x) for a limit of $$(limit).",
        "Total price exceeds the customer's ceiling by $$(over).",
      ]),
    wrong: .init(
      answers: [
        "Your order is placed: $(alt), $$(alt.x).",
        "I bought the $(item) that you asked for, SKU $(alt.code).",
      ],
      reasons: [
        """
        Wrong colour and quantity ordered; expected 1 x $(best) in $(colour).
        """, "Cart held SKU $(alt.code), the task wanted $(best.code).",
      ]),
    invented: .init(
      answers: [
        """
        The best choice is $(fake) for $$(fake.x) with a rating of 4.$(#7-9), in stock in \
        $(colour).
        """,
        """
        I ordered $(best) for $$(fake.x); the order number is LM-$(#100000-999999).
        """,
      ],
      reasons: [
        "No product page shows a price of $$(fake.x).",
        "No order was placed; the order number is made up.",
      ]),
    astray: .init(
      answers: [
        """
        This season's colours are clay, moss and fog, moss being the readers' favourite.
        """,
        """
        Gift cards are available from $10 to $200 and arrive within an hour.
        """,
      ],
      reasons: ["Talks about magazine articles and gift cards, no $(item) was bought."]))

  private static let sizeAndColour = Scenario(
    domain: "shopping", template: "size-in-stock", site: "kumoya", errors: .browser,
    slots: [
      "garment": [
        "rain jacket", "hiking trousers", "merino jumper", "trail shoes", "réversible gilet",
      ],
      "size": ["S", "M", "L", "XL", "42", "38"],
      "subject": ["the $(garment) in size $(size)"],
    ],
    names: [
      "$(brand) 雨具 Light", "$(brand) Fjäll", "$(brand) Tour", "$(brand) Été", "$(brand) Ridge II",
      "$(brand) 山歩き",
    ],
    limit: 40...260, y: 1...14, z: 110...890,
    goals: [
      """
      Order the lightest $(garment) in size $(size) that is in stock and costs €$(limit) or \
      less.
      """,
      """
      Please buy this in size $(size): $(garment), for under €$(limit). Weight matters to me; \
      tell me the weight in grams.
      """,
    ],
    row: "[$(r.code)] $(r) - €$(r.x) - $(r.z) g - $(r.y) left",
    search: [
      Move(
        "goto", #"{"url": "https://kumoya.example/search?q=$(garment)&size=$(size)"}"#,
        think: "I open the search page with the size preselected.",
        see: """
          kumoya 雲屋 | results for $(garment), size $(size)\n$(rows)\nPrices include VAT.
          """),
      Move(
        "sort", #"{"by": "weight", "order": "asc", "size": "$(size)"}"#,
        think: "The lightest one is wanted, therefore I sort by weight.",
        see: "Sorted by weight (shown weights are for size M).\n$(rows)"),
    ],
    look: [
      Move(
        "click", #"{"element": "product-$(cur.code)"}"#,
        think: """
          $(cur) weighs $(cur.z) g. I open it to see if size $(size) is really in stock.
          """,
        see: """
          $(cur)\n€$(cur.x) · $(cur.z) g · $(3-layer|recycled nylon|merino 190)\nSize table: $(size) yes, others $(on request|partly sold out|yes)\n$(cur.y) \
          pieces in the central store. Reviews ($(#4-90)): \"$(runs small, take one size \
          up|taille correctement|軽くて良い|zips are stiff)\"
          """),
      Move(
        "click", #"{"element": "stock-table", "sku": "$(cur.code)"}"#,
        think: "The stock table of $(cur) shows it per size.",
        see: """
          Stock of $(cur) (SKU $(cur.code))\nsize | shop | online\n$(size) | $(#0-3) | $(#1-9)\nother | $(#0-3) | $(#0-9)\nkids | 0 | $(#0-9)\nPrice €$(cur.x). Next delivery in week $(#10-50).
          """),
    ],
    aside: [
      Move(
        "goto", #"{"url": "https://kumoya.example/size-guide"}"#,
        think: """
          The sizes of this shop may differ from the usual ones, I check the guide.
          """,
        see: """
          Size guide: chest 92-96 cm = S, 97-101 cm = M, 102-107 cm = L, 108-114 cm = XL. Shoes \
          run half a size small.
          """),
      Move(
        "scroll", #"{"direction": "down", "pixels": $(#400-1600)}"#,
        think: "There may be more below the fold.",
        see: """
          ...\n$(top)\nEnd of results. You might also like: socks, dry bags, wax.
          """),
    ],
    finish: Move(
      "place_order", #"{"sku": "$(pick.code)", "size": "$(size)", "qty": 1}"#,
      think: "$(pick) with $(pick.z) g at €$(pick.x): I order it in size $(size).",
      see: """
        Order KY$(#10000-99999) confirmed. $(pick), size $(size), €$(pick.x). Shipping: free.
        """),
    slip: Move(
      "place_order", #"{"sku": "$(alt.code)", "size": "$(M|S|40)", "qty": 1}"#,
      think: """
        The size selector still shows its default, which should be right. I order.
        """,
      see: """
        Order KY$(#10000-99999) confirmed. $(alt), size $(M|S|40), €$(alt.x). Shipping: free.
        """),
    drift: [
      Move(
        "goto", #"{"url": "https://kumoya.example/repair"}"#,
        think: "They also repair clothes. I read about that.",
        see: """
          Repair service: zips €24, seams €12, patches free. Allow three weeks.
          """),
      Move(
        "goto", #"{"url": "https://kumoya.example/routes/$(#1-80)"}"#,
        think: """
          A page with hiking routes, the customer will need one for the new clothes.
          """,
        see: """
          Route $(#1-80): ridge walk, $(#8-24) km, $(#300-1500) m of ascent, two huts. Best \
          from May to October.
          """),
    ],
    done: [
      "Ordered: $(best) in size $(size), €$(best.x), $(best.z) g.",
      """
      $(best) ($(best.z) g, €$(best.x)) is the lightest under €$(limit) in stock; the order \
      is placed.
      """,
    ],
    overLimit: .init(
      answers: [
        """
        I took $(pick) in $(size) for €$(pick.x), as nothing cheaper was in stock in that \
        size.
        """, "$(pick) comes closest, €$(over) above the limit.",
      ],
      reasons: [
        "€$(pick.x) is more than the €$(limit) allowed.",
        """
        Chosen $(garment) is not in stock in size $(size) below the price limit.
        """,
      ]),
    wrong: .init(
      answers: [
        "Your $(garment) is ordered: $(alt), $(alt.z) g.", "Done, order confirmed for €$(alt.x).",
      ],
      reasons: [
        "Ordered in another size than $(size).",
        "Size mismatch: wanted $(size), the order has a different one.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) weighs only $(fake.z) g, costs €$(fake.x), and size $(size) is in stock.
        """, "$(best) is on sale for €$(fake.x) until Sunday, so I recommend it.",
      ],
      reasons: [
        "$(fake) is a product that does not exist in this shop.",
        "The sale price was never shown on any page.",
      ]),
    astray: .init(
      answers: [
        "Repairs cost €12 to €24 and take about three weeks.",
        "A lovely ridge walk with two huts, best from May to October.",
      ],
      reasons: [
        """
        The user wanted a $(garment), the reply is about hiking routes and repairs.
        """
      ]))

  private static let batteryLife = Scenario(
    domain: "shopping", template: "battery-life", site: "lumenmart", errors: .browser,
    slots: [
      "device": [
        "wireless headphones", "e-reader", "bike computer", "portable speaker", "电动牙刷 (toothbrush)",
      ],
      "subject": ["the $(device) comparison"],
    ],
    names: [
      "$(brand) One", "$(brand) X$(#2-9)", "$(brand) Nano", "$(brand) \"Night\" edition",
      "$(brand) 长续航", "$(brand) Lite",
    ],
    limit: 15...60, sense: .atLeast, decimals: 1, y: 39...280, z: 90...720,
    goals: [
      """
      Which $(device) run at least $(limit) hours on one charge? Name the cheapest with its \
      price and weight.
      """,
      """
      Compare the $(device) on offer and recommend one with $(limit) h of battery life or \
      more.
      """,
    ],
    row: "$(n)) $(r): battery $(r.x) h, $(r.z) g, $$(r.y).00 (#$(r.code))",
    search: [
      Move(
        "search", #"{"query": "$(device)", "sort": "battery"}"#,
        think: "I look for $(device) and let the shop sort them by battery life.",
        see: "$(count) of $(#40-90) $(device) (others out of stock)\n$(rows)"),
      Move(
        "search", #"{"query": "$(device) $(limit)h battery"}"#,
        think: "Maybe the free text search knows about hours.",
        see: """
          Free text match on title and description:\n$(rows)\nManufacturers' values, tested at \
          medium volume.
          """),
    ],
    look: [
      Move(
        "open_product", #"{"sku": $(cur.code)}"#,
        think: """
          The list gives $(cur.x) h for $(cur); the data sheet should confirm it.
          """,
        see: """
          $(cur), data sheet\nRuntime: $(cur.x) h (manufacturer)\nCharging: $(#40-180) min, \
          USB-C\nWeight: $(cur.z) g\nPrice: $$(cur.y).00\nWater resistance: IPX$(#2-7)\nBox \
          contents: device, cable, pouch, manual (EN, DE, 日本語)
          """),
      Move(
        "open_reviews", #"{"sku": $(cur.code), "filter": "battery"}"#,
        think: """
          Owners often report other runtimes than the sheet, so I read reviews of $(cur).
          """,
        see: """
          $(#3-60) reviews mention \"battery\".\n★★★★ \"I charge it once a week.\"\n★★ \"After \
          a year it is down to half.\"\n★★★★★ \"Matches the $(cur.x) hours they promise.\"
          """),
    ],
    aside: [
      Move(
        "compare",
        #"""
        {"skus": [$(best.code), $(alt.code)], "fields": ["battery", "weight", "price"]}
        """#, think: "Side by side is easier to read.",
        see: """
          field | $(best) | $(alt)\nbattery (h) | $(best.x) | $(alt.x)\nweight (g) | $(best.z) | $(alt.z)\nprice | $$(best.y) | $$(alt.y)
          """),
      Move(
        "note", #"{"text": "checked $(cur): $(cur.x) h"}"#, think: "I write down what I have.",
        see: "Saved. $(#1-6) notes in this session."),
    ],
    finish: Move(
      "recommend",
      #"""
      {"sku": $(pick.code), "because": ["battery $(pick.x) h", "price $(pick.y)"]}
      """#, think: "I have compared enough; $(pick) it is.", see: "Recommendation stored: $(pick)."),
    slip: Move(
      "recommend", #"{"sku": $(alt.code)}"#,
      think: """
        The second column had the better figures as far as I remember, so I store that one.
        """, see: "Recommendation stored: $(alt)."),
    drift: [
      Move(
        "search", #"{"query": "how do lithium cells age"}"#,
        think: "How batteries age is a fascinating question, I look into it.",
        see: """
          Guide: cells last longest between 20 and 80 % charge. Heat above 40 °C costs up to \
          $(#15-40) % capacity a year.
          """)
    ],
    done: [
      """
      $(best) runs $(best.x) h on a charge, weighs $(best.z) g and costs $$(best.y); it is \
      the only one above $(limit) h.
      """, "My recommendation: $(best), $(best.x) hours, $$(best.y).",
    ],
    overLimit: .init(
      answers: [
        "$(pick) is a good choice: $(pick.x) h and only $$(pick.y).",
        """
        None is perfect; $(pick) misses the $(limit) hours by $(over) h but is well reviewed.
        """,
      ],
      reasons: [
        "Runs $(pick.x) h, at least $(limit) h were required.",
        "Battery life falls short of the minimum by $(over) h.",
      ]),
    wrong: .init(
      answers: [
        "I recommend $(alt): $(best.x) h, $$(alt.y).",
        "$(alt) has the longest battery life of the list.",
      ],
      reasons: [
        """
        Figures of two devices were mixed up ($(alt.x) h against $(best.x) h).
        """, "Recommended #$(alt.code); correct is #$(best.code).",
      ]),
    invented: .init(
      answers: [
        "$(fake) lasts $(fake.x) h in independent tests and costs $$(fake.y).",
        "$(best) reaches $(fake.x) h with the travel pack that comes with it.",
      ],
      reasons: [
        "No test and no travel pack appears in what the agent read.",
        "$(fake.x) h is not stated anywhere.",
      ]),
    astray: .init(
      answers: [
        """
        Keep the charge between 20 and 80 % and away from heat; cells then last for years.
        """
      ],
      reasons: ["Gives advice on battery care, names no $(device)."]))
}
