import { createNetworkEstimator } from "../../training/network-estimator";
import { hiddenLayers } from "./network";

export const estimator = createNetworkEstimator({
  family: "cnn",
  hiddenLayers: ({ shape }, hyperparameters) => hiddenLayers(shape, hyperparameters),
  classLoss: ({ labelSmoothing, focal }) => ({
    labelSmoothing: Number(labelSmoothing ?? 0),
    gamma: Number(focal ?? 0),
  }),
});
