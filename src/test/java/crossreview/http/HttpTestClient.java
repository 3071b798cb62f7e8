package crossreview.http;

import crossreview.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Talks HTTP like an ordinary client. */
public final class HttpTestClient {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String base;
  private final String token;

  public HttpTestClient(int port, String token) {
    this.base = "http://127.0.0.1:" + port;
    this.token = token;
  }

  public record Answer(int status, byte[] bytes, HttpResponse<byte[]> response) {
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public Map<String, Object> json() {
      try {
        return JsonReader.readObject(bytes);
      } catch (Exception e) {
        throw new AssertionError(status + " " + text(), e);
      }
    }

    public String code() {
      return (String) json().get("code");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, String json, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8), all);
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }
}
