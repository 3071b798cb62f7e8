package crossreview.peer.wire.http;

import crossreview.model.FailureClass;
import crossreview.model.Spend;
import crossreview.peer.wire.FaultTable.Meaning;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What a broken connection means. */
final class TransportFailure {
  private TransportFailure() {}

  /** Nothing was sent, so nothing was spent. */
  static Meaning connecting(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return new Meaning(FailureClass.NETWORK, "tls", false, false, Spend.ZERO);
      }
      if (each instanceof UnknownHostException) {
        return new Meaning(FailureClass.NETWORK, "dns", true, false, Spend.ZERO);
      }
    }
    return new Meaning(FailureClass.NETWORK, "connect", true, false, Spend.ZERO);
  }

  /** The request was on its way. */
  static Meaning broken() {
    return new Meaning(FailureClass.NETWORK, "connection_lost", true, false, Spend.UNKNOWN);
  }

  static Meaning timeout(String code) {
    Spend spend = code.equals("connect") ? Spend.ZERO : Spend.UNKNOWN;
    return new Meaning(FailureClass.TIMEOUT, code, true, false, spend);
  }

  static Meaning overflow() {
    return new Meaning(
        FailureClass.STREAM_BUFFER_OVERFLOW, "answer_too_large", false, false, Spend.UNKNOWN);
  }

  static Meaning cancelled(boolean sent) {
    Spend spend = sent ? Spend.UNKNOWN : Spend.ZERO;
    return new Meaning(FailureClass.CANCELLED, "cancelled", false, false, spend);
  }
}
