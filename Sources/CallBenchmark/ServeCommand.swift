internal import ArgumentParser
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// The server: an answer after a fixed time, on 127.0.0.1; it ends with its standard input, and tells for each line of
/// it how many requests it has read, and their bodies' bytes.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer requests after a fixed time; print the port.")

  @Option(help: "Milliseconds from a request to its answer.")
  var latency = 250

  /// An attempt and a vote in one; each attempt has a goal of its own, so that judges are asked about each.
  static let answer = (
    #"{"choices":[{"finish_reason":"stop","index":0,"message":{"content":"{\"hindsight_goal\":"#
      + #"\"Find the opening hours and the ticket price of museum "#,
    #".\",\"rationale\":\"Both stand in the observations.\",\"reason\":\"Every claim is shown.\","#
      + #"\"valid\":true,\"valid_probability\":0.8}","role":"assistant"}}],"#
      + #""id":"x","model":"m","object":"chat.completion","#
      + #""usage":{"completion_tokens":60,"prompt_tokens":900,"total_tokens":960}}"#
  )

  private final class Counts: Sendable {
    let requests = Atomic(0)
    let bytes = Atomic(0)
  }

  func run() async throws {
    let latency = TimeAmount.milliseconds(Int64(latency))
    let counts = Counts()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let channel = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4_096)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(
            Answerer(latency: latency, counts: counts))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    print(channel.localAddress?.port ?? 0)
    fflush(nil)
    while readLine() != nil {
      let requests = counts.requests.load(ordering: .relaxed)
      print("{\"requests\":\(requests),\"bytes\":\(counts.bytes.load(ordering: .relaxed))}")
      fflush(nil)
    }
    try await group.shutdownGracefully()
  }

  private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let latency: TimeAmount
    private let counts: Counts

    init(latency: TimeAmount, counts: Counts) {
      self.latency = latency
      self.counts = counts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head: break
      case .body(let part): counts.bytes.wrappingAdd(part.readableBytes, ordering: .relaxed)
      case .end:
        let number = counts.requests.wrappingAdd(1, ordering: .relaxed).newValue
        guard latency > .zero else { return answer(number, context) }
        let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: latency) { loop.value.0.answer(number, loop.value.1) }
      }
    }

    private func answer(_ number: Int, _ context: ChannelHandlerContext) {
      let (start, end) = ServeCommand.answer
      let body = ByteBuffer(string: "\(start)\(number)\(end)")
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok,
        headers: [
          "Content-Type": "application/json", "Content-Length": String(body.readableBytes),
        ])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
