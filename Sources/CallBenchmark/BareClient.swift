internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Requests by async-http-client and nothing else: what calls of a model are measured by.
struct BareClient: Sendable {
  let url: String
  private let client: HTTPClient

  init(url: String) {
    self.url = url
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4_096
    configuration.httpVersion = .http1Only
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Sends a body, and reads the answer's bytes.
  func send(_ body: String) async throws {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = ["Content-Type": "application/json"]
    request.body = .bytes(ByteBuffer(string: body))
    let response = try await client.execute(request, timeout: .seconds(60))
    _ = try await response.body.collect(upTo: 1 << 20)
  }

  func shutdown() async throws { try await client.shutdown() }
}
