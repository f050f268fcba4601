internal import Foundation
internal import Trajectories

/// How the pairs of an annotation frame were drawn, and which: what its `extra_json` holds.
public struct FrameDraw: Equatable, Sendable {
  public enum Rule: String, Sendable, CaseIterable {
    /// Each pair that the policy accepts is as likely as any other.
    case uniform
    /// The same number from each stratum, as far as it has so many.
    case stratified
    /// Those whose m_k lies closest to θ. Nothing is left to chance, so no rate follows from them.
    case informative
    /// As `uniform`, from what the policy accepts at any threshold of a grid.
    case thetaGrid = "theta_grid"

    /// Whether rates may be inferred from the ratings, by their probabilities.
    public var isProbabilitySample: Bool { self != .informative }
  }

  /// What strata are made by.
  public enum Strata: String, Sendable, CaseIterable {
    /// Tenths of the accepted confidence.
    case confidence
    case failureType = "failure_type"
  }

  public struct Stratum: Equatable, Sendable {
    public let name: String
    /// Pairs that could be drawn.
    public let population: Int
    public let drawn: Int

    public init(name: String, population: Int, drawn: Int) {
      self.name = name
      self.population = population
      self.drawn = drawn
    }
  }

  public struct Item: Equatable, Sendable {
    /// Digest of the run.
    public let trajectory: String
    /// Digest of the attempt.
    public let attempt: String
    /// π in (0, 1], of being drawn.
    public let probability: Double
    /// Who is to rate it; nil: all annotators of the frame.
    public let annotators: [String]?

    public init(
      trajectory: String, attempt: String, probability: Double, annotators: [String]? = nil
    ) {
      self.trajectory = trajectory
      self.attempt = attempt
      self.probability = probability
      self.annotators = annotators
    }
  }

  /// Pairs that were asked for.
  public var count: Int
  /// The request whose pairs were drawn from, as canonical JSON.
  public var policyJSON: String?
  public var strataBy: Strata?
  /// Of `stratified`, in the order of names.
  public var strata: [Stratum]?
  /// Of `theta_grid`, strict to loose.
  public var thetas: [Double]?
  /// Annotators that rate each pair; nil: as many as like to.
  public var overlap: Int?
  /// nil: anybody.
  public var annotators: [String]?
  /// In the order in which they were drawn.
  public var items: [Item]
  /// What made the frame's ratings, where no people did.
  public var engine: String?

  public init(
    count: Int, policyJSON: String? = nil, strataBy: Strata? = nil, strata: [Stratum]? = nil,
    thetas: [Double]? = nil, overlap: Int? = nil, annotators: [String]? = nil, items: [Item] = [],
    engine: String? = nil
  ) {
    self.count = count
    self.policyJSON = policyJSON
    self.strataBy = strataBy
    self.strata = strata
    self.thetas = thetas
    self.overlap = overlap
    self.annotators = annotators
    self.items = items
    self.engine = engine
  }

  /// Whether both were asked for alike, of the same policy, whatever came of it.
  func isAskedAs(_ other: FrameDraw) -> Bool {
    count == other.count && strataBy == other.strataBy && thetas == other.thetas
      && overlap == other.overlap && annotators == other.annotators
  }
}

/// As `annotation_frame.extra_json` has it.
extension FrameDraw {
  public var extraJSON: String {
    var json = CanonicalJSON(reservingCapacity: 256 * (items.count + 4))
    json.beginObject()
    json.member("annotators", annotators)
    json.member("by", strataBy?.rawValue)
    json.member("count", count)
    json.member("engine", engine)
    json.key("items")
    json.beginArray()
    for item in items {
      json.beginObject()
      json.member("annotators", item.annotators)
      json.member("attempt", item.attempt)
      json.member("probability", item.probability)
      json.member("trajectory", item.trajectory)
      json.endObject()
    }
    json.endArray()
    json.member("overlap", overlap)
    json.member("policy", raw: policyJSON)
    if let strata {
      json.key("strata")
      json.beginArray()
      for stratum in strata {
        json.beginObject()
        json.member("drawn", stratum.drawn)
        json.member("name", stratum.name)
        json.member("population", stratum.population)
        json.endObject()
      }
      json.endArray()
    }
    if let thetas {
      json.member("thetas", raw: "[" + thetas.map(CanonicalJSON.text).joined(separator: ",") + "]")
    }
    json.endObject()
    return json.text
  }

  /// The policy is left out: the frame's digest of it says which it is.
  /// - Returns: nil: the text says of no pairs what they are.
  public init?(extraJSON text: String) {
    guard let body = try? JSONDecoder().decode(Body.self, from: Data(text.utf8)) else { return nil }
    self.init(
      count: body.count ?? body.items.count, strataBy: body.by.flatMap(Strata.init(rawValue:)),
      strata: body.strata?.map {
        Stratum(name: $0.name, population: $0.population, drawn: $0.drawn)
      },
      thetas: body.thetas, overlap: body.overlap, annotators: body.annotators,
      items: body.items.map {
        Item(
          trajectory: $0.trajectory, attempt: $0.attempt, probability: $0.probability,
          annotators: $0.annotators)
      }, engine: body.engine)
  }

  private struct Body: Decodable {
    struct Item: Decodable {
      let trajectory: String
      let attempt: String
      let probability: Double
      let annotators: [String]?
    }
    struct Stratum: Decodable {
      let name: String
      let population: Int
      let drawn: Int
    }

    let count: Int?
    let by: String?
    let strata: [Stratum]?
    let thetas: [Double]?
    let overlap: Int?
    let annotators: [String]?
    let items: [Item]
    let engine: String?
  }
}
