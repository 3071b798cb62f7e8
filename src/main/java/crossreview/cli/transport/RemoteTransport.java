package crossreview.cli.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * To a daemon that was named by its URL; every address of its name is tried, in the order of the
 * resolver. With {@code https} the server proves its name before the token is sent.
 */
public final class RemoteTransport implements DaemonTransport {
  private static final Duration CONNECT = Duration.ofSeconds(5); // each address

  private final URI server;
  private final BearerToken token;
  private final AddressLookup addressLookup;
  private final SSLSocketFactory sslSocketFactory;

  /** The addresses of a name, one or more. */
  @FunctionalInterface
  interface AddressLookup {
    InetAddress[] of(String host) throws IOException;
  }

  public RemoteTransport(URI server, BearerToken token) {
    this(
        server, token, InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  RemoteTransport(
      URI server,
      BearerToken token,
      AddressLookup addressLookup,
      SSLSocketFactory sslSocketFactory) {
    this.sslSocketFactory = sslSocketFactory;
    this.server = server;
    this.token = token;
    this.addressLookup = addressLookup;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException, InterruptedException {
    String prefix = server.getRawPath() == null ? "" : server.getRawPath();
    String host = server.getPort() > 0 ? server.getHost() + ":" + port() : server.getHost();
    return RequestExchange.send(() -> open(request.patience()), host, prefix, request, token);
  }

  private DaemonConnection open(Duration patience) throws IOException {
    Socket plain = connected();
    try {
      Socket socket = tls() ? proven(plain) : plain;
      return new DaemonConnection(
          socket, socket.getInputStream(), socket.getOutputStream(), patience);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private boolean tls() {
    return "https".equals(server.getScheme());
  }

  private int port() {
    return server.getPort() > 0 ? server.getPort() : tls() ? 443 : 80;
  }

  /**
   * To the first address that accepts; a name of this machine may stand for two of which one does.
   */
  private Socket connected() throws IOException {
    IOException failed = new ConnectException("the name has no address");
    for (InetAddress address : addressLookup.of(server.getHost())) {
      SocketChannel channel = SocketChannel.open(); // an interrupt closes it
      try {
        channel.socket().connect(new InetSocketAddress(address, port()), (int) CONNECT.toMillis());
        return channel.socket();
      } catch (IOException e) {
        channel.close();
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        failed = e;
      }
    }
    throw failed;
  }

  private Socket proven(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) sslSocketFactory.createSocket(plain, server.getHost(), port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    plain.setSoTimeout((int) CONNECT.toMillis()); // of the handshake
    socket.startHandshake();
    plain.setSoTimeout(0);
    return socket;
  }
}
