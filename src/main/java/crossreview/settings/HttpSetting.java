package crossreview.settings;

import org.jspecify.annotations.Nullable;

/** The scalar settings of the HTTP server, as {@link DaemonSetting} has those of the rest. */
public enum HttpSetting implements ScalarSetting {
  HOST(
      "http.host",
      SettingType.text(1, 255),
      "127.0.0.1",
      "The address to listen on. The default, loopback, is not reachable from the network."),
  PORT(
      "http.port",
      SettingType.number(0, 65_535),
      "7433",
      "The port to listen on; 0 selects a free one, which is printed and written to daemon.json."),
  BODY_BYTES_MAX(
      "http.body_bytes_max",
      SettingType.number(1_024, 64 << 20),
      "8388608",
      "Maximum size of a request body; a larger one is refused with 413 before it is parsed. Twice"
          + " the artifact limit, for JSON escapes."),
  HEADER_BYTES_MAX(
      "http.header_bytes_max",
      SettingType.number(1_024, 65_536),
      "16384",
      "Maximum size of all headers of a request."),
  FRAME_BYTES_MAX(
      "http.frame_bytes_max",
      SettingType.number(1_024, 1 << 20),
      "65536",
      "Maximum size of a WebSocket message from a client; messages are requests, not data."),
  SOCKETS_MAX(
      "http.sockets_max",
      SettingType.number(1, 100_000),
      "2000",
      "Maximum number of open WebSockets of one token."),
  SUBSCRIPTIONS_MAX(
      "http.subscriptions_max",
      SettingType.number(1, 10_000),
      "64",
      "Maximum number of subscriptions of one WebSocket; \"all\" counts as one."),
  HEARTBEAT_SECONDS(
      "http.heartbeat_seconds",
      SettingType.number(1, 60),
      "15",
      "Interval of heartbeats on a silent WebSocket, so that both ends notice a dead connection."),
  DRAIN_SECONDS(
      "http.drain_seconds",
      SettingType.number(1, 600),
      "30",
      "A WebSocket whose client reads nothing for this long is closed with 1013 and its last seq."),
  REQUESTS_PER_MINUTE(
      "http.requests_per_minute",
      SettingType.number(0, 100_000_000),
      "60000",
      "Maximum requests of one token, or of one address without a token; more are refused with 429."
          + " 0 means no limit."),
  FAILURES_PER_MINUTE(
      "http.failures_per_minute",
      SettingType.number(1, 1_000_000),
      "60",
      "Maximum requests of one address without a valid token that are answered with 401 and"
          + " audited; more get 429."),
  TLS_CERTIFICATE(
      "http.tls_certificate",
      SettingType.text(1, 1_000),
      null,
      "File with the certificate chain in PEM; with it only HTTPS is served. Reloaded when the file"
          + " changes."),
  TLS_KEY(
      "http.tls_key",
      SettingType.text(1, 1_000),
      null,
      "File with the private key of the certificate in PEM."),
  CONNECTIONS_MAX(
      "http.connections_max",
      SettingType.number(16, 1_000_000),
      "8192",
      "Maximum number of open connections, and at most half of the file descriptors of the process"
          + " and one per 64 KiB of heap. The Unix socket has a separate limit. When the limit is"
          + " reached, the connection that has waited longest without a request is closed for a new"
          + " one."),
  CONNECTIONS_PER_ADDRESS_MAX(
      "http.connections_per_address_max",
      SettingType.number(1, 1_000_000),
      "2048",
      "Maximum connections of one address (IPv6: one /64), with or without a token; enough for a"
          + " company behind one address. Connections of http.trusted_proxies are not counted."),
  HEAD_SECONDS(
      "http.head_seconds",
      SettingType.number(1, 300),
      "15",
      "Time limit for the whole head of the first request of a connection; single bytes do not"
          + " extend it."),
  IDLE_SECONDS(
      "http.idle_seconds",
      SettingType.number(1, 3_600),
      "120",
      "Time limit for the whole head of the next request after an answer.");

  private final SettingSpec settingSpec;

  HttpSetting(String path, SettingType settingType, @Nullable String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}
