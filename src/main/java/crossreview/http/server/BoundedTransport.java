package crossreview.http.server;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The transport of Vert.x, whose servers together never hold more connections than a number, TLS
 * handshakes included: more stay with the system until one is closed.
 *
 * <p>Connections are taken by one thread and looked at by others. Without this bound a burst would
 * take every descriptor of the process before the first of its connections is counted. A connection
 * is counted by the limiter once its TLS handshake is done; until then it gives way here, the
 * oldest first, so that whoever begins handshakes and ends none keeps nobody out. Unix domain
 * sockets are not counted.
 */
public final class BoundedTransport implements Transport {
  private static final int PAUSE_MS = 10; // a connection that gives way is closed sooner

  /** One of so many handshakes gives way at once, for a new one needs the time of a round trip. */
  private static final int GIVING_WAY_PART = 8;

  private final int connectionsMax;
  private final Set<SocketChannel> open = Collections.synchronizedSet(new LinkedHashSet<>());

  public BoundedTransport(int connectionsMax) {
    this.connectionsMax = connectionsMax;
  }

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new NioTransport() {
      @Override
      public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? super.serverChannelFactory(true) : AcceptChannel::new;
      }
    };
  }

  /** Takes connections as long as there is room for them. */
  private final class AcceptChannel extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> taken) throws Exception {
      if (open.size() >= connectionsMax) {
        handshakes().limit(1 + connectionsMax / GIVING_WAY_PART).forEach(SocketChannel::close);
        config().setAutoRead(false);
        eventLoop().schedule(() -> config().setAutoRead(true), PAUSE_MS, TimeUnit.MILLISECONDS);
        return 0;
      }
      int before = taken.size();
      int count = super.doReadMessages(taken);
      taken.subList(before, taken.size()).forEach(this::counted);
      return count;
    }

    private void counted(Object connection) {
      SocketChannel channel = (SocketChannel) connection;
      open.add(channel);
      channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    /** The connections whose handshake is not done, the oldest first. */
    private Stream<SocketChannel> handshakes() {
      List<SocketChannel> all;
      synchronized (open) {
        all = List.copyOf(open);
      }
      return all.stream()
          .filter(channel -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            return tls != null && !tls.handshakeFuture().isDone();
          });
    }
  }
}
