package crossreview.peer.provider.http;

import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.peer.provider.ErrorClassifier.ErrorClassification;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What a broken connection means. */
final class TransportFailure {
  private TransportFailure() {}

  /** Nothing was sent, so nothing was spent. */
  static ErrorClassification connecting(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return new ErrorClassification(
            FailureClass.NETWORK, "tls", false, false, CostCertainty.ZERO);
      }
      if (each instanceof AddressException) {
        return new ErrorClassification(
            FailureClass.NETWORK, "address_refused", false, false, CostCertainty.ZERO);
      }
      if (each instanceof UnknownHostException) {
        return new ErrorClassification(
            FailureClass.NETWORK, "dns", true, false, CostCertainty.ZERO);
      }
    }
    return new ErrorClassification(
        FailureClass.NETWORK, "connect", true, false, CostCertainty.ZERO);
  }

  /** The request was on its way. */
  static ErrorClassification broken() {
    return new ErrorClassification(
        FailureClass.NETWORK, "connection_lost", true, false, CostCertainty.UNKNOWN);
  }

  static ErrorClassification timeout(String code) {
    CostCertainty costCertainty =
        code.equals("connect") ? CostCertainty.ZERO : CostCertainty.UNKNOWN;
    return new ErrorClassification(FailureClass.TIMEOUT, code, true, false, costCertainty);
  }

  static ErrorClassification overflow() {
    return new ErrorClassification(
        FailureClass.STREAM_BUFFER_OVERFLOW,
        "answer_too_large",
        false,
        false,
        CostCertainty.UNKNOWN);
  }

  static ErrorClassification cancelled(boolean sent) {
    CostCertainty costCertainty = sent ? CostCertainty.UNKNOWN : CostCertainty.ZERO;
    return new ErrorClassification(
        FailureClass.CANCELLED, "cancelled", false, false, costCertainty);
  }
}
