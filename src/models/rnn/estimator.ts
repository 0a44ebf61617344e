import { createNetworkEstimator } from "../../training/network-estimator";
import { recurrentLayers } from "../../training/recurrent-layers";

export const estimator = createNetworkEstimator({
  family: "rnn",
  hiddenLayers: (inputs, hyperparameters) => recurrentLayers("simple-rnn", inputs, hyperparameters),
});
