package crossreview.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** The connection below a request, a stream or a WebSocket. */
public record ClientConnection(HttpConnection connection) {
  /**
   * Closes it, from any thread. Every way that Vert.x offers, and so its handler in the channel,
   * flushes first, which never ends when the client reads nothing. So this closes below all
   * handlers.
   */
  public void cut() {
    channel().pipeline().firstContext().close();
  }

  /** Runs a task on its event loop once it is closed, also after it became a WebSocket. */
  public void onClose(Runnable task) {
    channel().closeFuture().addListener(closed -> task.run());
  }

  /** Puts a handler in front of the one that compresses answers; on its event loop. */
  public void addBeforeCompression(ChannelHandler handler) {
    channel().pipeline().addBefore("deflater", null, handler); // the name that Vert.x gives it
  }

  private Channel channel() {
    return ((ConnectionBase) connection).channel();
  }
}
