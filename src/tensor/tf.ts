/** The one import of TensorFlow.js: everything in this folder takes it from here, and nothing outside of it does. */
import * as tf from "@tensorflow/tfjs";

// Without it every result is read back to look for NaN, and a banner is printed.
tf.enableProdMode();

export { tf };
