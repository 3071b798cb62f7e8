package crossreview.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** All numbers of one daemon. */
public final class MetricsRegistry {
  /** From a request that is answered from memory to the longest wait that a client may ask for. */
  private static final double[] REQUEST_SECONDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final ReviewMetrics reviews = new ReviewMetrics(registry);
  private final Counter requests =
      Counter.builder()
          .name("crossreview_http_requests_total")
          .help("Answered requests.")
          .labelNames("method", "route", "status")
          .register(registry);
  private final Counter webhooks =
      Counter.builder()
          .name("crossreview_webhook_attempts_total")
          .help("Attempts to deliver an event to a webhook.")
          .labelNames("webhook", "result")
          .register(registry);
  private final Histogram requestSeconds =
      Histogram.builder()
          .name("crossreview_http_request_duration_seconds")
          .help("From the head of a request to the end of its answer.")
          .labelNames("route")
          .classicOnly()
          .classicUpperBounds(REQUEST_SECONDS)
          .register(registry);

  public MetricsRegistry() {
    JvmMetrics.builder().register(registry);
  }

  /** What counts the lines of journals. */
  public ReviewMetrics reviews() {
    return reviews;
  }

  /**
   * A request was answered.
   *
   * @param route as it was declared, never the path of a request
   */
  public void request(String method, String route, int status, long nanos) {
    requests.labelValues(method, route, Integer.toString(status)).inc();
    requestSeconds.labelValues(route).observe(nanos / 1e9);
  }

  /**
   * An attempt to deliver an event ended.
   *
   * @param name of the webhook in the settings
   * @param result one of a few words
   */
  public void webhook(String name, String result) {
    webhooks.labelValues(name, result).inc();
  }

  /** A number that is read at each scrape; it must not block. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** A page for a monitoring system. */
  public record MetricsPage(String mediaType, byte[] bytes) {}

  /**
   * The numbers as they are now.
   *
   * @param accept what the client reads: OpenMetrics if it says so, else the older text format
   */
  public MetricsPage page(@Nullable String accept) {
    boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
    ExpositionFormatWriter writer =
        openMetrics
            ? formats.getOpenMetricsTextFormatWriter()
            : formats.getPrometheusTextFormatWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new MetricsPage(writer.getContentType(), out.toByteArray());
  }
}
