import { createNetworkEstimator } from "../../training/network-estimator";
import { hiddenLayers } from "./network";

export const estimator = createNetworkEstimator({ family: "tcn", hiddenLayers });
