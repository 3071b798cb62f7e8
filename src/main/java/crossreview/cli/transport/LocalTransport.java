package crossreview.cli.transport;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.function.Predicate;
import jdk.net.ExtendedSocketOptions;

/** To the daemon of this machine, through its Unix domain socket. */
public final class LocalTransport implements DaemonTransport {
  private final Path socket;
  private final Predicate<UserPrincipal> trusted;
  private final BearerToken token;

  /**
   * @param trusted the users who may listen at the socket; a token is sent to no others
   */
  public LocalTransport(Path socket, Predicate<UserPrincipal> trusted, BearerToken token) {
    this.socket = socket;
    this.trusted = trusted;
    this.token = token;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException, InterruptedException {
    return RequestExchange.send(() -> open(request.patience()), "localhost", "", request, token);
  }

  /** The kernel says which user listens (SO_PEERCRED), before a byte is sent. */
  private DaemonConnection open(Duration patience) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    if (channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      UserPrincipal listener = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
      if (!trusted.test(listener)) {
        channel.close();
        throw new ForeignListenerException(socket, listener);
      }
    }
    return new DaemonConnection(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel), patience);
  }
}
