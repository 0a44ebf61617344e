import { createNetworkEstimator } from "../../training/network-estimator";
import { recurrentLayers } from "../../training/recurrent-layers";

export const estimator = createNetworkEstimator({
  family: "lstm",
  hiddenLayers: (inputs, hyperparameters) => recurrentLayers("lstm", inputs, hyperparameters),
});
