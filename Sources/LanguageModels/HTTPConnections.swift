internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Connections to endpoints, kept open between calls; shared by any number of models.
public final class HTTPConnections: Sendable {
  private let client: HTTPClient

  public init() {
    var configuration = HTTPClient.Configuration()
    // Retries are counted and paused for in one place, and a key goes nowhere but where it was meant to.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4_096
    // One stream a connection: an endpoint that bounds its streams would let calls wait unseen.
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(10)
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit {
    let client = client
    Task { try? await client.shutdown() }
  }

  struct Reply: Sendable {
    let status: Int
    let retryAfter: String?
    let retryAfterMilliseconds: String?
    let date: String?
    let location: String?
    let body: String
  }

  enum Failure: Error, Equatable {
    case timedOut
    /// The answer has more bytes.
    case tooLarge(bytes: Int)
    /// No connection, or it broke; nothing was sent for sure only if it never stood.
    case broken(reason: String, wasSent: Bool)
    case cancelled
  }

  /// Longest body of an error that is read.
  private static let errorBytes = 64 << 10

  /// - Parameter seconds: from now to the last byte of the answer.
  func post(
    _ body: String, to url: String, authorization: String?, seconds: Double, maximumBytes: Int
  ) async throws(Failure) -> Reply {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = ["Content-Type": "application/json", "Accept": "application/json"]
    request.headers.add(name: "User-Agent", value: "regoal")
    if let authorization { request.headers.add(name: "Authorization", value: authorization) }
    request.body = .bytes(ByteBuffer(string: body))
    do {
      return try await within(seconds) { [client, request] in
        let response = try await client.execute(request, timeout: .hours(48))
        let isFine = (200..<300).contains(response.status.code)
        let limit = isFine ? maximumBytes : HTTPConnections.errorBytes
        var bytes = ByteBuffer()
        for try await part in response.body {
          guard bytes.readableBytes + part.readableBytes <= limit else {
            if isFine { throw Failure.tooLarge(bytes: limit) }
            break
          }
          bytes.writeImmutableBuffer(part)
        }
        let headers = response.headers
        return Reply(
          status: Int(response.status.code),
          retryAfter: headers.first(name: "Retry-After"),
          retryAfterMilliseconds: headers.first(name: "retry-after-ms"),
          date: headers.first(name: "Date"), location: headers.first(name: "Location"),
          body: String(buffer: bytes))
      }
    } catch {
      throw HTTPConnections.failure(error)
    }
  }

  /// Who comes first, work or timer; the other one's end is for nobody.
  private final class Race<T: Sendable>: Sendable {
    private struct State {
      var continuation: CheckedContinuation<T, any Error>?
      var result: Result<T, any Error>?
    }

    private let state = Mutex(State())

    func begin(_ continuation: CheckedContinuation<T, any Error>) {
      let result = state.withLock { state in
        if state.result == nil { state.continuation = continuation }
        return state.result
      }
      if let result { continuation.resume(with: result) }
    }

    func end(_ result: Result<T, any Error>) {
      let continuation = state.withLock { state in
        guard state.result == nil else { return nil as CheckedContinuation<T, any Error>? }
        state.result = result
        defer { state.continuation = nil }
        return state.continuation
      }
      continuation?.resume(with: result)
    }
  }

  /// Timed by an event loop, which forgets a timer that is cancelled: a cancelled `Task.sleep` keeps its memory
  /// until its time has come. Work that does not end when it is cancelled (a name is being looked up, say) is
  /// not waited for.
  private func within<T: Sendable>(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    let race = Race<T>()
    let task = Task {
      do { race.end(.success(try await work())) } catch { race.end(.failure(error)) }
    }
    let time = TimeAmount.nanoseconds(Int64(min(seconds, 1e6) * 1e9))
    let timer = client.eventLoopGroup.any().scheduleTask(in: time) {
      race.end(.failure(Failure.timedOut))
      task.cancel()
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { race.begin($0) }
    } onCancel: {
      race.end(.failure(CancellationError()))
      task.cancel()
    }
  }

  private static func failure(_ error: any Error) -> Failure {
    if Task.isCancelled { return .cancelled }
    switch error {
    case let failure as Failure: return failure
    case is CancellationError: return .cancelled
    case let error as NIOConnectionError:
      if let first = error.connectionErrors.first {
        return .broken(reason: words(first.error), wasSent: false)
      }
      return .broken(reason: "the name '\(error.host)' is not known", wasSent: false)
    case let error as HTTPClientError where error == .connectTimeout:
      return .broken(reason: "no connection within 10 s", wasSent: false)
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      return .broken(reason: "the connection was closed before the answer ended", wasSent: true)
    default: return .broken(reason: words(error), wasSent: true)
    }
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
    case let error as HTTPClientError: error.shortDescription
    case is HTTPParserError: "the answer is no HTTP"
    default: tlsWords(String(describing: error))
    }
  }

  /// BoringSSL's `…:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at FILE:LINE` as words; any other text as it is.
  private static func tlsWords(_ text: String) -> String {
    guard let found = text.firstMatch(of: /OPENSSL_internal:([A-Z0-9_]+)/) else {
      return text.contains("handshakeFailed") ? "no TLS connection" : text
    }
    return "no TLS connection: "
      + found.1.lowercased().replacingOccurrences(of: "_", with: " ")
  }
}
