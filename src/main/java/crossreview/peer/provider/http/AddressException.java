package crossreview.peer.provider.http;

import java.io.IOException;

/** Every address that a provider's name stands for is refused. */
final class AddressException extends IOException {
  AddressException(String message) {
    super(message);
  }
}
