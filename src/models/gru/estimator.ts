import { createNetworkEstimator } from "../../training/network-estimator";
import { recurrentLayers } from "../../training/recurrent-layers";

export const estimator = createNetworkEstimator({
  family: "gru",
  hiddenLayers: (inputs, hyperparameters) => recurrentLayers("gru", inputs, hyperparameters),
});
