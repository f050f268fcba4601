internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// An HTTP server on 127.0.0.1 that answers as a script says, and misbehaves on request.
///
/// It stops by itself: when it is dropped, after `seconds`, and it refuses more than `maximumRequests`.
public final class ScriptedServer: Sendable {
  public struct Request: Sendable {
    /// From 0, in the order in which they were read.
    public let index: Int
    public let path: String
    /// Names in lower case.
    public let headers: [String: String]
    public let body: String
  }

  public enum Reply: Sendable {
    case answer(status: Int = 200, headers: [String: String] = [:], body: String)
    /// The answer as a whole, after a while.
    case late(milliseconds: Int, body: String)
    /// Head and half of the body at once, the rest after a while.
    case slowBody(milliseconds: Int, body: String)
    /// Half of the body, then a reset.
    case resetInBody(String)
    /// The connection ends without an answer.
    case hangUp
    /// White space without an end that is told, then `}`.
    case large(bytes: Int)
  }

  public typealias Script = @Sendable (Request) -> Reply

  private let group: MultiThreadedEventLoopGroup
  private let port: Int
  private let recorder: Recorder

  public init(
    maximumRequests: Int = 10_000, seconds: Int64 = 900, script: @escaping Script
  ) async throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let recorder = Recorder()
    let channel = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(
            Answerer(recorder: recorder, maximum: maximumRequests, script: script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    channel.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
    port = channel.localAddress?.port ?? 0
    self.recorder = recorder
  }

  deinit { group.shutdownGracefully { _ in } }

  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }
  /// Requests that were read and not yet answered, at most.
  public var mostAtOnce: Int { recorder.open.withLock { $0.most } }
  public var requests: [Request] { recorder.requests.withLock { $0 } }

  /// Closes everything; from then on connections are refused.
  public func stop() async throws { try await group.shutdownGracefully() }

  /// A chat completion with this text.
  public static func completion(
    _ text: String?, finishReason: String = "stop", promptTokens: Int = 10,
    completionTokens: Int = 5
  ) -> String {
    let content: Any = text ?? NSNull()
    let body: [String: Any] = [
      "choices": [
        ["finish_reason": finishReason, "message": ["role": "assistant", "content": content]]
      ],
      "usage": ["prompt_tokens": promptTokens, "completion_tokens": completionTokens],
    ]
    let data = try? JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  fileprivate final class Recorder: Sendable {
    let requests = Mutex<[Request]>([])
    let open = Mutex((now: 0, most: 0))
  }

  private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let recorder: Recorder
    private let maximum: Int
    private let script: Script
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(recorder: Recorder, maximum: Int, script: @escaping Script) {
      self.recorder = recorder
      self.maximum = maximum
      self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        self.head = head
        body.clear()
      case .body(var part): body.writeBuffer(&part)
      case .end:
        guard let head else { return }
        let headers = Dictionary(
          head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
        let text = String(buffer: body)
        let request = recorder.requests.withLock { requests in
          let request = Request(
            index: requests.count, path: head.uri, headers: headers, body: text)
          requests.append(request)
          return request
        }
        recorder.open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        if request.index >= maximum {
          context.close(promise: nil)
        } else {
          reply(script(request), on: context)
        }
      }
    }

    private func reply(_ reply: Reply, on context: ChannelHandlerContext) {
      let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      func later(
        _ milliseconds: Int, _ work: @escaping @Sendable (Answerer, ChannelHandlerContext) -> Void
      ) {
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
          work(loop.value.0, loop.value.1)
        }
      }
      switch reply {
      case .answer(let status, let headers, let body):
        write(status: status, headers: headers, length: body.utf8.count, on: context)
        write(body, on: context)
        end(on: context)
      case .late(let milliseconds, let body):
        later(milliseconds) { $0.reply(.answer(body: body), on: $1) }
      case .slowBody(let milliseconds, let body):
        write(status: 200, headers: [:], length: body.utf8.count, on: context)
        let half = body.index(body.startIndex, offsetBy: body.count / 2)
        write(String(body[..<half]), on: context)
        context.flush()
        let rest = String(body[half...])
        later(milliseconds) { answerer, context in
          answerer.write(rest, on: context)
          answerer.end(on: context)
        }
      case .resetInBody(let body):
        write(status: 200, headers: [:], length: body.utf8.count, on: context)
        write(String(body.prefix(body.count / 2)), on: context)
        context.flush()
        later(5) { _, context in
          (context.channel as? any SocketOptionProvider)?
            .setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
          context.close(promise: nil)
        }
      case .hangUp: context.close(promise: nil)
      case .large(let bytes):
        write(status: 200, headers: [:], length: nil, on: context)
        pour(bytes, on: context)
      }
    }

    /// Pieces of 1 MB, the next when the last has gone, until all have or the other side leaves.
    private func pour(_ bytes: Int, on context: ChannelHandlerContext) {
      guard bytes > 0 else {
        write("}", on: context)
        return end(on: context)
      }
      let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: min(bytes, 1 << 20))
      let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece)))).whenSuccess {
        loop.value.0.pour(bytes - piece.readableBytes, on: loop.value.1)
      }
    }

    private func write(
      status: Int, headers: [String: String], length: Int?, on context: ChannelHandlerContext
    ) {
      var fields = HTTPHeaders(headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
      if let length { fields.replaceOrAdd(name: "Content-Length", value: String(length)) }
      context.write(
        wrapOutboundOut(
          .head(
            HTTPResponseHead(
              version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: fields))),
        promise: nil)
    }

    private func write(_ text: String, on context: ChannelHandlerContext) {
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }

    private func end(on context: ChannelHandlerContext) {
      recorder.open.withLock { $0.now -= 1 }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
