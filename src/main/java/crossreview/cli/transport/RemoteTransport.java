package crossreview.cli.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * To a daemon that was named by its URL. With {@code https} the server proves its name before the
 * token is sent.
 */
public final class RemoteTransport implements DaemonTransport {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final URI server;
  private final BearerToken token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public RemoteTransport(URI server, BearerToken token) {
    this.server = server;
    this.token = token;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException, InterruptedException {
    HttpRequest.BodyPublisher body =
        request.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body());
    HttpRequest.Builder built =
        HttpRequest.newBuilder(URI.create(server + request.target()))
            .timeout(request.patience())
            .method(request.method(), body)
            .header("Authorization", token.header());
    request.headers().forEach(built::header);
    HttpResponse<InputStream> response =
        http.send(built.build(), HttpResponse.BodyHandlers.ofInputStream());
    return new ClientResponse(response.statusCode(), headers(response), response.body());
  }

  private static Map<String, String> headers(HttpResponse<?> response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) ->
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }
}
