internal import Foundation

extension JSONDecoder {
  /// Reads the keys that manifests and policies have.
  static var snakeCase: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
