package crossreview.peer.wire.http;

import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
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
        return new Meaning(FailureClass.NETWORK, "tls", false, false, CostCertainty.ZERO);
      }
      if (each instanceof UnknownHostException) {
        return new Meaning(FailureClass.NETWORK, "dns", true, false, CostCertainty.ZERO);
      }
    }
    return new Meaning(FailureClass.NETWORK, "connect", true, false, CostCertainty.ZERO);
  }

  /** The request was on its way. */
  static Meaning broken() {
    return new Meaning(FailureClass.NETWORK, "connection_lost", true, false, CostCertainty.UNKNOWN);
  }

  static Meaning timeout(String code) {
    CostCertainty costCertainty =
        code.equals("connect") ? CostCertainty.ZERO : CostCertainty.UNKNOWN;
    return new Meaning(FailureClass.TIMEOUT, code, true, false, costCertainty);
  }

  static Meaning overflow() {
    return new Meaning(
        FailureClass.STREAM_BUFFER_OVERFLOW,
        "answer_too_large",
        false,
        false,
        CostCertainty.UNKNOWN);
  }

  static Meaning cancelled(boolean sent) {
    CostCertainty costCertainty = sent ? CostCertainty.UNKNOWN : CostCertainty.ZERO;
    return new Meaning(FailureClass.CANCELLED, "cancelled", false, false, costCertainty);
  }
}
