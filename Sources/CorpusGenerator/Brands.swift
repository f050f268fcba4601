/// Invented names of makers, put together from two halves.
enum Brands {
  private static let heads: [StaticString] = [
    "Vel", "Tamb", "Orqu", "Zin", "Plov", "Kesh", "Drun", "Ulv", "Marq", "Sop", "Ybr", "Galt",
    "Fenn", "Corv", "Hux", "Jory", "Lund", "Nebr", "Pell", "Quor", "Rask", "Tov", "Wex", "Brisk",
    "Éto", "Ång",
  ]
  private static let tails: [StaticString] = [
    "arrix", "ondo", "ewick", "amber", "ulight", "ishaw", "operra", "esk", "idona", "uverd",
    "allo", "enzia", "oquist", "urra", "imere", "okai", "atrell", "öva",
  ]

  static let count = heads.count * tails.count

  /// Another brand; no brand comes twice within `count` calls, 37 being prime to it.
  static func next(after brand: Int) -> Int {
    (brand + 37) % count
  }

  static func append(_ brand: Int, to line: inout LineBuffer) {
    line.append(heads[brand / tails.count])
    line.append(tails[brand % tails.count])
  }
}
